import Testing

@testable import Evaluation

@Suite struct RetrievalFiguresTests {
  static func outcome(_ relevance: [Int], k: Int = 8) throws -> (QueryOutcome, RetrievalResult) {
    let (task, vectors) = SampleVectors.ranking(relevance)
    let result = try #require(try RetrievalEvaluation.run(task, vectors, RetrievalOptions(k: k)))
    return (try #require(result.queries.first), result)
  }

  @Test func countsWhatIsFoundInTheFirstResults() throws {
    let (outcome, _) = try Self.outcome([1, 0, 1, 0, 0, 1], k: 4)
    #expect(outcome.precisionAt1 == 1)
    #expect(outcome.precisionAtK == 0.5)
    // Three are to be found; two of them are among the first three.
    #expect(outcome.rPrecision == 2.0 / 3)
    #expect(outcome.hits.map(\.item) == [1, 2, 3, 4])
    #expect(outcome.chance == 0.5)
  }

  @Test func countsMissingResultsAsWrong() throws {
    let (outcome, _) = try Self.outcome([1, 1, 1], k: 8)
    #expect(outcome.precisionAtK == 3.0 / 8)
    #expect(outcome.hits.count == 3)
  }

  @Test func interpolatesPrecisionByRecall() throws {
    // Precisions 1, 2/3 and 1/2 at recalls 1/3, 2/3 and 1.
    let (_, result) = try Self.outcome([1, 0, 1, 0, 0, 1])
    #expect(result.precisionRecall.count == 101)
    #expect(result.precisionRecall[0] == 1)
    #expect(result.precisionRecall[33] == 1)
    #expect(result.precisionRecall[34] == 2.0 / 3)
    #expect(result.precisionRecall[66] == 2.0 / 3)
    #expect(result.precisionRecall[67] == 0.5)
    #expect(result.precisionRecall[100] == 0.5)
    // Precisions 1/2 and 2/3: the later is better and counts for lower recalls too.
    let (_, rising) = try Self.outcome([0, 1, 1])
    #expect(rising.precisionRecall.allSatisfy { $0 == 2.0 / 3 })
  }

  @Test func breaksTiesByItem() throws {
    // All alike. The query is item 2; the others come as 0 1 3 4, relevant 1 0 0 1: (1/1 + 2/4) / 2.
    let task = RetrievalTask(labels: [0, 1, 0, 1, 0], classNames: ["a", "b"], queries: [2])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([7, 7, 7, 7, 7])))
    #expect(result.queries[0].hits.map(\.item) == [0, 1, 3, 4])
    #expect(result.queries[0].averagePrecision == 0.75)
  }

  @Test func leavesTheQuerysGroupOut() throws {
    // Item 1 is the nearest and of the label, but of the query's group.
    let task = RetrievalTask(
      labels: [0, 0, 1, 0], classNames: ["a", "b"], groups: [7, 7, 8, -9], queries: [0])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 1, 2, 3])))
    let outcome = result.queries[0]
    #expect(outcome.hits.map(\.item) == [2, 3])
    #expect(outcome.averagePrecision == 0.5)
    #expect(outcome.relevant == 1)
    #expect(outcome.group == 7)
  }

  @Test func countsTheFirstNeighboursClass() throws {
    let task = RetrievalTask(labels: [0, 1, 0, 1], classNames: ["a", "b"])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 10, 30, 100])))
    // First neighbours: 0 → 1, 1 → 0, 2 → 1, 3 → 2.
    #expect(result.confusion == [[0, 2], [2, 0]])
    #expect(result.overall.precisionAt1.value == 0)
  }

  @Test func leavesOutQueriesThatHaveNothingToFind() throws {
    // The class "alone" has one item; both items of "paired" are of one group.
    let task = RetrievalTask(
      labels: [0, 0, 1, 2, 2], classNames: ["a", "alone", "paired"], groups: [0, 1, 2, 3, 3])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 1, 2, 3, 4])))
    #expect(result.queries.map(\.item) == [0, 1])
    #expect(result.queriesWithoutRelevant == 3)
    #expect(result.overall.queries == 2)
    #expect(result.classes.map(\.queriesWithoutRelevant) == [0, 1, 2])
    #expect(result.classes.map(\.items) == [2, 1, 2])
    #expect(result.classes[0].figures != nil)
    #expect(result.classes[1].figures == nil)
    #expect(result.classes[2].figures == nil)
    #expect(result.confusion.joined().reduce(0, +) == 2)
  }

  @Test func measuresOneClassWithoutCalibratingIt() throws {
    let task = RetrievalTask(labels: [0, 0, 0], classNames: ["only"])
    let result = try #require(
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 1, 2])))
    #expect(result.overall.meanAveragePrecision.value == 1)
    #expect(result.overall.chance == 1)
    #expect(result.calibration == nil)
  }

  @Test(arguments: [[Int](), [0], [0, 1, 2]])
  func saysThatThereIsNothingToFind(labels: [Int]) {
    let task = RetrievalTask(labels: labels, classNames: SampleVectors.names(3))
    #expect(throws: EvaluationError.nothingToFind(queries: labels.count)) {
      try RetrievalEvaluation.run(task, SampleVectors.angles(labels.map { Double($0) }))
    }
  }

  @Test func refusesVectorsOfOtherItems() {
    let task = RetrievalTask(labels: [0, 0], classNames: ["a"])
    #expect(throws: EvaluationError.itemsDiffer(vectors: 3, task: 2)) {
      try RetrievalEvaluation.run(task, SampleVectors.angles([0, 1, 2]))
    }
  }

  @Test func ranksWhatIsNotANumberLast() throws {
    var components: [Float] = [1, 0, 0, 1, 1, 0, -1, 0]
    components[2] = .nan
    let vectors = EvaluatedVectors(name: "broken", parts: [VectorPart(components, dimension: 2)])
    let task = RetrievalTask(labels: [0, 0, 0, 1], classNames: ["a", "b"])
    let result = try #require(try RetrievalEvaluation.run(task, vectors))
    #expect(result.queries[0].hits.map(\.item) == [2, 3, 1])
  }
}
