import Testing

@testable import VectorSearch

@Suite struct AnnoySearchTests {
  static let forest = Result { try SampleForest(count: 4000, dimension: 24, trees: 20) }

  @Test func findsNearlyAllOfTheNearest() throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    #expect(index.trees == 20)
    #expect(try recall(of: index, forest, SearchOptions(effort: 2500)) >= 0.99)
    // Less effort finds less, or effort would mean nothing.
    #expect(try recall(of: index, forest, SearchOptions(effort: 20)) < 0.9)
    #expect(index.damage == nil)
  }

  @Test func givesTheSimilaritiesOfExactSearchBitForBit() throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    for query in forest.queries(20) {
      let exact = try ExactIndex(forest.matrix).search(query, k: 4000)
      let bits = Dictionary(uniqueKeysWithValues: exact.map { ($0.row, $0.similarity.bitPattern) })
      let found = try index.search(query, k: 50)
      #expect(found.count == 50)
      #expect(found.allSatisfy { bits[$0.row] == $0.similarity.bitPattern })
      #expect(zip(found, found.dropFirst()).allSatisfy { ($0.similarity, $1.row) >= ($1.similarity, $0.row) })
    }
  }

  @Test(arguments: [0.5, 0.05, 0.001])
  func keepsItsRecallUnderFilters(share: Double) throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    var generator = SplitMix(state: 3)
    let chosen = RowSet(
      (0..<4000).filter { _ in Double.random(in: 0..<1, using: &generator) < share }, below: 4000)
    #expect(try recall(of: index, forest, SearchOptions(only: chosen, effort: 2500)) >= 0.99)
    var others = RowSet(0..<4000, below: 4000)
    for row in chosen.rows { others.remove(row) }
    let skipping = SearchOptions(skipping: others, effort: 2500)
    #expect(try recall(of: index, forest, skipping) >= 0.99)
  }

  @Test func neverGivesFewerThanThereAre() throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    let query = forest.queries(1)[0]
    for effort in [nil, 0, 1, 30] {
      for chosen: RowSet in [[7], [7, 8, 3999], RowSet(0..<2000, below: 4000), [5000]] {
        let options = SearchOptions(only: chosen, effort: effort)
        let expected = min(40, chosen.rows.filter { $0 < 4000 }.count)
        #expect(try index.search(query, k: 40, options: options).count == expected)
      }
      #expect(try index.search(query, k: 5000, options: SearchOptions(effort: effort)).count == 4000)
      #expect(try index.search(query, k: .max, options: SearchOptions(effort: effort)).count == 4000)
    }
  }

  @Test func refusesWhatCannotBeAnswered() throws {
    let index = try Self.forest.get().index()
    let good = [Float](repeating: 1, count: 24)
    #expect(throws: VectorError.tooFewNeighbours(k: 0)) { try index.search(good, k: 0) }
    #expect(throws: VectorError.dimensionMismatch(found: 3, expected: 24)) {
      try index.search([1, 2, 3], k: 1)
    }
    #expect(throws: VectorError.zeroVector) { try index.search(good.map { _ in 0 }, k: 1) }
    #expect(throws: VectorError.notFinite(component: 0)) { try index.search(good.map { _ in .nan }, k: 1) }
  }

  @Test func addsRowsThatTieWithTheLast() throws {
    let folder = try TemporaryFolder()
    let rows: [[Float]] = (0..<300).map { [[1, 0, 0], [0, 1, 0], [0, 0, 1]][$0 % 3] }
    let matrix = try VectorMatrix(components: rows.flatMap { $0 }, dimension: 3)
    let path = folder.file("ties.ann")
    _ = try AnnoyIndex.build(
      matrix, skipping: [], trees: 5, seed: 1, threads: 1, to: path, observe: { _, _ in true })
    let index = try AnnoyIndex(path: path, dimension: 3, matrix: matrix)
    let options = SearchOptions(includingTies: true, effort: 100_000)
    let found = try index.search([1, 0.1, 0], k: 2, options: options)
    #expect(found.map(\.row) == (0..<100).map { 3 * $0 })
  }

  @Test func answersManySearchesAtOnce() async throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    let queries = forest.queries(8)
    let expected = try queries.map { try index.search($0, k: 5) }
    try await withThrowingTaskGroup(of: (Int, [Neighbor]).self) { group in
      for task in 0..<64 {
        group.addTask { (task % 8, try index.search(queries[task % 8], k: 5)) }
      }
      for try await (query, found) in group { #expect(found == expected[query]) }
    }
  }

  @Test func answersABatchAsItAnswersEachQuery() throws {
    let forest = try Self.forest.get()
    let index = try forest.index()
    let queries = forest.queries(9)
    let expected = try queries.map { try index.search($0, k: 5) }
    for threads in [0, 1, 2, 64] {
      #expect(try index.search(batch: queries, k: 5, options: SearchOptions(threads: threads)) == expected)
    }
    #expect(try index.search(batch: [], k: 5, options: SearchOptions()).isEmpty)
    #expect(throws: VectorError.dimensionMismatch(found: 1, expected: 24)) {
      try index.search(batch: [queries[0], [1]], k: 5, options: SearchOptions())
    }
  }

  @Test func searchesWithoutAMatrixAsWithOne() throws {
    let forest = try Self.forest.get()
    let with = try forest.index()
    let without = try forest.index(matrix: false)
    for query in forest.queries(20) {
      let one = try with.search(query, k: 10)
      let other = try without.search(query, k: 10)
      #expect(one.map(\.row) == other.map(\.row))
      #expect(zip(one, other).allSatisfy { abs($0.similarity - $1.similarity) < 1e-6 })
    }
  }

  private func recall(of index: AnnoyIndex, _ forest: SampleForest, _ options: SearchOptions) throws -> Double
  {
    var found = 0
    var wanted = 0
    for query in forest.queries(50) {
      let exact = Set(try ExactIndex(forest.matrix).search(query, k: 10, options: options).map(\.row))
      let own = try index.search(query, k: 10, options: options).map(\.row)
      #expect(own.count == exact.count)
      found += own.filter { exact.contains($0) }.count
      wanted += exact.count
    }
    return Double(found) / Double(wanted)
  }
}
