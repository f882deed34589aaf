import Testing

@testable import Evaluation

/// Average precision as `sklearn.metrics.average_precision_score` defines it, worked by hand.
@Suite struct AveragePrecisionTests {
  static let examples: [(relevance: [Int], averagePrecision: Double)] = [
    // 1/1 · 1
    ([1], 1),
    // (1/1 + 2/2 + 3/3) / 3: everything to find comes first.
    ([1, 1, 1, 0, 0], 1),
    // (1/1 + 2/3 + 3/6) / 3 = (6/6 + 4/6 + 3/6) / 3
    ([1, 0, 1, 0, 0, 1], 13.0 / 18),
    // (1/2 + 2/3) / 2 = (3/6 + 4/6) / 2
    ([0, 1, 1], 7.0 / 12),
    // (1/3 + 2/4 + 3/5) / 3 = (20/60 + 30/60 + 36/60) / 3
    ([0, 0, 1, 1, 1], 86.0 / 180),
    // 1/5: the only one to find comes last.
    ([0, 0, 0, 0, 1], 0.2),
    // (1/1 + 2/10) / 2
    ([1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0.6),
  ]

  @Test(arguments: examples)
  func isTheMeanPrecisionAtTheRanksOfWhatIsToBeFound(
    example: (relevance: [Int], averagePrecision: Double)
  ) throws {
    let (task, vectors) = SampleVectors.ranking(example.relevance)
    let result = try #require(try RetrievalEvaluation.run(task, vectors))
    let outcome = try #require(result.queries.first)
    #expect(abs(outcome.averagePrecision - example.averagePrecision) < 1e-12)
    #expect(outcome.relevant == example.relevance.reduce(0, +))
    #expect(outcome.databaseSize == example.relevance.count)
    #expect(result.overall.meanAveragePrecision.value == outcome.averagePrecision)
  }

  @Test func isTheMeanOverQueries() throws {
    // Angles 0, 10, 30, 100 with labels a b a b. Database by similarity:
    // item 0 (a): 1b 2a 3b → 1/2;  item 1 (b): 0a 2a 3b → 1/3;
    // item 2 (a): 1b 0a 3b → 1/2;  item 3 (b): 2a 1b 0a → 1/2.
    let task = RetrievalTask(labels: [0, 1, 0, 1], classNames: ["a", "b"])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 10, 30, 100])))
    let expected = [0.5, 1.0 / 3, 0.5, 0.5]
    for (outcome, value) in zip(result.queries, expected) {
      #expect(abs(outcome.averagePrecision - value) < 1e-12)
    }
    #expect(abs(result.overall.meanAveragePrecision.value - 11.0 / 24) < 1e-12)
    #expect(abs((result.classes[0].figures?.meanAveragePrecision.value ?? 0) - 0.5) < 1e-12)
    #expect(abs((result.classes[1].figures?.meanAveragePrecision.value ?? 0) - 5.0 / 12) < 1e-12)
  }
}
