import Testing

@testable import Evaluation

@Suite struct PairedDifferenceTests {
  static func result(spread: Float, k: Int = 8, queries: [Int]? = nil) throws -> RetrievalResult {
    let sample = SampleVectors.clusters(300, classes: 3, spread: spread, seed: 12)
    let task = RetrievalTask(
      labels: sample.labels, classNames: SampleVectors.names(3), queries: queries)
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(sample.components, dimension: 16)])
    return try #require(try RetrievalEvaluation.run(task, vectors, RetrievalOptions(k: k)))
  }

  @Test func isNothingBetweenEquals() throws {
    let result = try Self.result(spread: 2)
    let difference = try #require(PairedDifference(result, less: result))
    #expect(difference.meanAveragePrecision == Interval(value: 0, low: 0, high: 0))
    #expect(difference.precisionAtK == Interval(value: 0, low: 0, high: 0))
  }

  @Test func showsTheBetterAndIsNarrowerThanTheFiguresThemselves() throws {
    let (good, poor) = (try Self.result(spread: 1.8), try Self.result(spread: 2))
    let difference = try #require(PairedDifference(good, less: poor, seed: 4))
    #expect(difference.meanAveragePrecision.low > 0)
    let both = good.overall.meanAveragePrecision.value - poor.overall.meanAveragePrecision.value
    #expect(abs(difference.meanAveragePrecision.value - both) < 1e-12)
    let figure = good.overall.meanAveragePrecision
    #expect(
      difference.meanAveragePrecision.high - difference.meanAveragePrecision.low < figure.high - figure.low)
    let other = try #require(PairedDifference(poor, less: good, seed: 4))
    #expect(other.meanAveragePrecision.high < 0)
    #expect(difference == PairedDifference(good, less: poor, seed: 4))
  }

  @Test func needsTheSameQueriesAndK() throws {
    let all = try Self.result(spread: 2)
    #expect(PairedDifference(all, less: try Self.result(spread: 2, k: 3)) == nil)
    #expect(PairedDifference(all, less: try Self.result(spread: 2, queries: [1, 2, 3])) == nil)
  }
}
