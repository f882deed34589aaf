import Testing

@testable import Evaluation

@Suite struct RetrievalTaskTests {
  @Test func drawsASampleBySeed() {
    let drawn = RetrievalTask.sample(30, of: 1000, seed: 7)
    #expect(drawn.count == 30)
    #expect(Set(drawn).count == 30)
    #expect(drawn == drawn.sorted())
    #expect(drawn.allSatisfy { (0..<1000).contains($0) })
    #expect(drawn == RetrievalTask.sample(30, of: 1000, seed: 7))
    #expect(drawn != RetrievalTask.sample(30, of: 1000, seed: 8))
    #expect(RetrievalTask.sample(5, of: 3, seed: 1) == [0, 1, 2])
    #expect(RetrievalTask.sample(0, of: 3, seed: 1).isEmpty)
    #expect(RetrievalTask.sample(4, of: 0, seed: 1).isEmpty)
  }

  @Test func drawsEveryItemAsOften() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<4000 {
      for item in RetrievalTask.sample(3, of: 10, seed: UInt64(seed)) { counts[item] += 1 }
    }
    // 1200 each; the standard deviation is 29.
    #expect(counts.allSatisfy { abs($0 - 1200) < 5 * 29 })
  }

  @Test func numbersGroupsInAnyForm() {
    let task = RetrievalTask(labels: [0, 0, 0, 0], classNames: ["a"], groups: [.max, -4, .max, 0])
    #expect(task.denseGroups == [0, 1, 0, 2])
    #expect(task.groupCount == 3)
    #expect(task.hasGroups)
    #expect(!RetrievalTask(labels: [0, 0], classNames: ["a"]).hasGroups)
  }

  @Test func asksOnlyWhatIsNotHeldOut() throws {
    // Two that are the same, and held out, would be each other's first result.
    let part = VectorPart([1, 0, 1, 0, 0.8, 0.6, 0, 1], dimension: 2)
    let vectors = EvaluatedVectors(name: "v", parts: [part])
    let task = RetrievalTask(
      labels: [0, 0, 0, 1], classNames: ["a", "b"], groups: [7, 7, 8, 9], heldOut: [1, 0])
    #expect(task.queries == [0, 1])
    let result = try #require(
      try RetrievalEvaluation.run(task, vectors, RetrievalOptions(k: 2, calibrates: false, keptHits: 4)))
    for query in result.queries {
      #expect(query.hits.map(\.item) == [2, 3])
      #expect(query.group == 7)
    }
    #expect(result.overall.meanAveragePrecision.value == 1)
    #expect(result.overall.precisionAtK.value == 0.5)
    let shuffled = task.shufflingLabels(seed: 3)
    #expect(shuffled.queries == task.queries)
    #expect(shuffled.denseGroups == task.denseGroups)
  }

  @Test func errorsEndInARemedy() {
    let errors: [EvaluationError] = [
      .itemsDiffer(vectors: 3, task: 4), .nothingToFind(queries: 12), .productFailed(status: "out_of_memory"),
    ]
    for error in errors {
      #expect(error.description.contains("; "))
      #expect(error.description.hasSuffix("."))
    }
    #expect(errors[0].description.contains("3") && errors[1].description.contains("12"))
  }
}
