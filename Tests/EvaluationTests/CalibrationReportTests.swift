import Testing

@testable import Evaluation

@Suite struct CalibrationReportTests {
  static func run(
    _ task: RetrievalTask, _ components: [Float], k: Int = 8
  ) throws -> CalibrationReport? {
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(components, dimension: 16)])
    return try #require(try RetrievalEvaluation.run(task, vectors, RetrievalOptions(k: k))).calibration
  }

  @Test func isRightAboutPairsItHasNotSeen() throws {
    let sample = SampleVectors.clusters(600, classes: 4, spread: 1.5, seed: 31)
    let task = RetrievalTask(labels: sample.labels, classNames: SampleVectors.names(4))
    let report = try #require(try Self.run(task, sample.components))
    #expect(report.expectedCalibrationError < 0.02)
    #expect(report.brierScore < report.baseRate * (1 - report.baseRate))
    #expect(report.baseRate == report.calibration.baseRate)
    #expect(report.reliability.reduce(0) { $0 + $1.pairs } == report.calibration.pairs)
    #expect(report.hitsReliability.reduce(0) { $0 + $1.pairs } == 600 * 8)
    #expect(report.reliability.map(\.predicted) == report.reliability.map(\.predicted).sorted())
    #expect(report.hitsCalibration.pairs == 600 * 8)
    #expect(report.hitsExpectedCalibrationError < 0.03)
    #expect(report.hitsBrierScore < 0.25)
    #expect(Calibration(encoded: report.hitsCalibration.encoded) == report.hitsCalibration)
    #expect(report.calibration.probability(0.95) > report.calibration.probability(0) + 0.3)
  }

  @Test(arguments: [false, true])
  func countsEveryPairOnce(someQueries: Bool) throws {
    let sample = SampleVectors.clusters(60, classes: 3, spread: 1.5, seed: 32)
    let groups = (0..<60).map { $0 / 2 }
    let queries = someQueries ? Array(stride(from: 0, to: 60, by: 4)) : nil
    let task = RetrievalTask(
      labels: sample.labels, classNames: SampleVectors.names(3), groups: groups, queries: queries)
    let report = try #require(try Self.run(task, sample.components))
    let asked = Set(task.queries)
    var (pairs, positives) = (0, 0)
    for one in 0..<60 {
      for other in one + 1..<60 where groups[one] != groups[other] {
        guard asked.contains(one) || asked.contains(other) else { continue }
        pairs += 1
        positives += sample.labels[one] == sample.labels[other] ? 1 : 0
      }
    }
    #expect(report.calibration.pairs == pairs)
    #expect(report.calibration.positives == positives)
    #expect(report.hitsReliability.reduce(0) { $0 + $1.pairs } == task.queries.count * 8)
  }

  @Test func dealsWholeGroupsIntoFolds() throws {
    let task = RetrievalTask(
      labels: [Int](repeating: 0, count: 40), classNames: ["a"], groups: (0..<40).map { $0 % 11 })
    let folds = try #require(PairFolds(task, seed: 1))
    #expect(folds.count == 5)
    for item in 0..<40 { #expect(folds.fold(of: item) == folds.fold(of: item % 11)) }
    #expect(Set((0..<11).map { folds.fold(of: $0) }).count == 5)
    let one = RetrievalTask(labels: [0, 0], classNames: ["a"], groups: [3, 3])
    #expect(PairFolds(one, seed: 1) == nil)
  }

  @Test func measuresErrorAndScoreByHand() throws {
    // A calibration that always says 0.6, against 10 pairs of which 4 share a label.
    let says = try #require(
      Calibration(
        points: [CalibrationPoint(similarity: 0, probability: 0.6)], pairs: 1, positives: 1))
    var reliability = Reliability()
    reliability.add([BinnedPairs(similarity: 0.3, others: 6, same: 4)], judgedBy: says)
    #expect(reliability.bins.count == 1)
    #expect(abs(reliability.expectedError - 0.2) < 1e-12)
    // (4 · 0.4² + 6 · 0.6²) / 10
    #expect(abs(reliability.brierScore - 0.28) < 1e-12)
    #expect(Reliability().bins.isEmpty)
    #expect(Reliability().expectedError == 0)
  }

  @Test func binsAnySimilarity() {
    #expect(PairCounts.bin(-1) == 0)
    #expect(PairCounts.bin(1) == PairCounts.bins - 1)
    #expect(PairCounts.bin(.nan) == 0)
    #expect(PairCounts.bin(.infinity) == PairCounts.bins - 1)
    #expect(PairCounts.bin(-.infinity) == 0)
    #expect(PairCounts.bin(0) == PairCounts.bins / 2)
    #expect(abs(PairCounts.similarity(PairCounts.bin(0.7)) - 0.7) < 1.0 / 2048)
  }
}
