import Testing

@testable import Evaluation

@Suite struct RetrievalEvaluationTests {
  /// Average precision by sorting with the standard library, similarities by plain loops.
  static func averagePrecision(_ query: Int, _ task: RetrievalTask, _ vectors: EvaluatedVectors) -> Double {
    let order = (0..<task.count)
      .filter { task.groups[$0] != task.groups[query] }
      .map { (item: $0, similarity: vectors.similarity(query, $0)) }
      .sorted { ($1.similarity, $0.item) < ($0.similarity, $1.item) }
    var (found, sum) = (0, 0.0)
    for (rank, result) in order.enumerated() where task.labels[result.item] == task.labels[query] {
      found += 1
      sum += Double(found) / Double(rank + 1)
    }
    return sum / Double(found)
  }

  /// More items than a block of queries has.
  static let sample = SampleVectors.clusters(1100, classes: 4, spread: 1.5, seed: 11)

  @Test func agreesWithPlainLoops() throws {
    let task = RetrievalTask(
      labels: Self.sample.labels, classNames: SampleVectors.names(4), groups: (0..<1100).map { $0 / 3 })
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(Self.sample.components, dimension: 16)])
    let options = RetrievalOptions(bootstrapSamples: 0, calibrates: false)
    let result = try #require(try RetrievalEvaluation.run(task, vectors, options))
    #expect(result.queries.map(\.item) == Array(0..<1100))
    for query in stride(from: 0, to: 1100, by: 37) {
      let expected = Self.averagePrecision(query, task, vectors)
      // Sums in another order may swap two neighbours that are all but tied.
      #expect(abs(result.queries[query].averagePrecision - expected) < 1e-4)
    }
    let mean = result.queries.reduce(0) { $0 + $1.averagePrecision } / 1100
    #expect(abs(result.overall.meanAveragePrecision.value - mean) < 1e-12)
    #expect(result.overall.meanAveragePrecision.value > 0.5)
  }

  @Test func givesTheSameOnAnyNumberOfThreads() throws {
    let task = RetrievalTask(labels: Self.sample.labels, classNames: SampleVectors.names(4))
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(Self.sample.components, dimension: 16)])
    func run(_ threads: Int) throws -> RetrievalResult {
      let options = RetrievalOptions(bootstrapSamples: 50, seed: 3, threads: threads)
      return try #require(try RetrievalEvaluation.run(task, vectors, options))
    }
    let one = try run(1)
    for threads in [2, 5] {
      let more = try run(threads)
      #expect(more.overall == one.overall)
      #expect(more.classes == one.classes)
      #expect(more.queries == one.queries)
      #expect(more.precisionRecall == one.precisionRecall)
      #expect(more.confusion == one.confusion)
      #expect(more.calibration == one.calibration)
    }
  }

  @Test func shuffledLabelsGiveChance() throws {
    let clusters = SampleVectors.clusters(900, classes: 3, spread: 0.5, seed: 5)
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(clusters.components, dimension: 16)])
    let task = RetrievalTask(labels: clusters.labels, classNames: SampleVectors.names(3))
    let honest = try #require(try RetrievalEvaluation.run(task, vectors))
    #expect(honest.overall.meanAveragePrecision.value > 0.9)

    let shuffled = task.shufflingLabels(seed: 8)
    #expect(shuffled.classSizes == task.classSizes)
    let result = try #require(try RetrievalEvaluation.run(shuffled, vectors))
    let chance = result.overall.chance
    // Four standard deviations of a share over 900 queries; with 8 results each, of 7200.
    let four = 4 * (chance * (1 - chance) / 900).squareRoot()
    #expect(abs(result.overall.precisionAt1.value - chance) < four)
    #expect(abs(result.overall.precisionAtK.value - chance) < four / 2)
    #expect(abs(result.overall.rPrecision.value - chance) < 0.01)
    // Average precision of a random order is above the share by about (ln 900) / 900.
    #expect(abs(result.overall.meanAveragePrecision.value - chance) < 0.015)
    #expect(result.overall.knnAccuracy.value < chance + four)
    let calibration = try #require(result.calibration?.calibration)
    #expect(calibration.probability(0.99) < chance + 0.05)
  }

  @Test func asksOnlyTheQueries() throws {
    let task = RetrievalTask(
      labels: Self.sample.labels, classNames: SampleVectors.names(4), queries: [900, 5, 17, 5])
    #expect(task.queries == [5, 17, 900])
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(Self.sample.components, dimension: 16)])
    let result = try #require(try RetrievalEvaluation.run(task, vectors))
    #expect(result.queries.map(\.item) == [5, 17, 900])
    #expect(result.queries.allSatisfy { $0.databaseSize == 1099 })
  }

  @Test func reportsProgressAndStops() throws {
    let task = RetrievalTask(labels: Self.sample.labels, classNames: SampleVectors.names(4))
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(Self.sample.components, dimension: 16)])
    var seen: [Int] = []
    let options = RetrievalOptions(bootstrapSamples: 0)
    let result = try RetrievalEvaluation.run(task, vectors, options) { done, total in
      #expect(total == 1100)
      seen.append(done)
      return true
    }
    #expect(result != nil)
    #expect(seen == seen.sorted())
    #expect(seen.last == 1100)
    #expect(try RetrievalEvaluation.run(task, vectors, options) { _, _ in false } == nil)
  }

  @Test func keepsAsManyHitsAsAsked() throws {
    let task = RetrievalTask(
      labels: Self.sample.labels, classNames: SampleVectors.names(4), queries: [3])
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(Self.sample.components, dimension: 16)])
    let result = try #require(
      try RetrievalEvaluation.run(task, vectors, RetrievalOptions(k: 2, keptHits: 30)))
    let hits = result.queries[0].hits
    #expect(hits.count == 30)
    #expect(hits.map(\.similarity) == hits.map(\.similarity).sorted(by: >))
  }
}
