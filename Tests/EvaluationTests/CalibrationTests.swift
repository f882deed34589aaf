import Testing

@testable import Evaluation

@Suite struct CalibrationTests {
  static func calibration(_ points: [(Double, Double)]) -> Calibration? {
    Calibration(
      points: points.map { CalibrationPoint(similarity: $0.0, probability: $0.1) }, pairs: 10, positives: 4)
  }

  @Test func isLinearBetweenPointsAndClampedOutside() throws {
    let calibration = try #require(Self.calibration([(0.2, 0.1), (0.6, 0.5), (0.8, 0.5)]))
    #expect(calibration.probability(-1) == 0.1)
    #expect(calibration.probability(0.2) == 0.1)
    #expect(abs(calibration.probability(0.4) - 0.3) < 1e-12)
    #expect(calibration.probability(0.7) == 0.5)
    #expect(calibration.probability(1) == 0.5)
    #expect(calibration.probability(.infinity) == 0.5)
    #expect(calibration.probability(.nan) == 0.1)
    #expect(calibration.baseRate == 0.4)
  }

  @Test func refusesCurvesThatAreNone() {
    #expect(Self.calibration([]) == nil)
    #expect(Self.calibration([(0.5, 0.5), (0.5, 0.6)]) == nil)
    #expect(Self.calibration([(0.5, 0.5), (0.6, 0.4)]) == nil)
    #expect(Self.calibration([(0.5, 1.5)]) == nil)
    #expect(Self.calibration([(0.5, -0.1)]) == nil)
    #expect(Self.calibration([(.nan, 0.5)]) == nil)
    #expect(Self.calibration([(0.5, .nan)]) == nil)
    let point = CalibrationPoint(similarity: 0, probability: 0.5)
    #expect(Calibration(points: [point], pairs: 3, positives: 4) == nil)
    #expect(Calibration(points: [point], pairs: 3, positives: -1) == nil)
    let many = (0...Calibration.mostPoints).map {
      CalibrationPoint(similarity: Double($0), probability: 0.5)
    }
    #expect(Calibration(points: many, pairs: 1, positives: 1) == nil)
    #expect(Calibration(points: Array(many.dropLast()), pairs: 1, positives: 1) != nil)
  }

  @Test func recoversAKnownChance() throws {
    // Pairs of similarity s share a label with chance s².
    var random = SeededRandom(seed: 21)
    var bins = (0..<PairCounts.bins).map {
      BinnedPairs(similarity: PairCounts.similarity($0), others: 0, same: 0)
    }
    for _ in 0..<400_000 {
      let similarity = random.unit()
      let bin = PairCounts.bin(Float(similarity))
      if random.unit() < similarity * similarity { bins[bin].same += 1 } else { bins[bin].others += 1 }
    }
    let calibration = try #require(Calibration(fitting: bins))
    #expect(calibration.pairs == 400_000)
    #expect(abs(calibration.baseRate - 1.0 / 3) < 0.01)
    for similarity in stride(from: 0.05, through: 0.95, by: 0.05) {
      #expect(abs(calibration.probability(similarity) - similarity * similarity) < 0.04)
    }
  }

  @Test func promisesNothingOnAFewPairs() throws {
    // Three pairs at the top share a label; below, 40 of 100 do. The three alone are not believed: joined
    // with what lies below they give 43 of 103.
    let bins = [
      BinnedPairs(similarity: 0.1, others: 200, same: 0),
      BinnedPairs(similarity: 0.5, others: 60, same: 40),
      BinnedPairs(similarity: 0.9, others: 0, same: 3),
    ]
    let calibration = try #require(Calibration(fitting: bins))
    #expect(abs(calibration.probability(0.9) - 43.0 / 103) < 1e-12)
    #expect(calibration.probability(0.1) == 0)
    #expect(calibration.pairs == 303)
  }

  @Test func learnsNothingFromPairsOfOneKind() {
    #expect(Calibration(fitting: [BinnedPairs(similarity: 0, others: 90, same: 0)]) == nil)
    #expect(Calibration(fitting: [BinnedPairs(similarity: 0, others: 0, same: 90)]) == nil)
    #expect(Calibration(fitting: []) == nil)
  }
}
