import Testing

@testable import VectorSearch

@Suite struct ExactIndexTests {
  @Test(arguments: [(1, 40), (3, 200), (17, 333), (131, 130), (512, 129), (4096, 20)])
  func agreesWithAPlainLoopInDoublePrecision(dimension: Int, count: Int) throws {
    let sample = try SampleVectors(count: count, dimension: dimension)
    let index = ExactIndex(try sample.matrix())
    var generator = SplitMix(state: 99)
    for _ in 0..<5 {
      let query = (0..<dimension).map { _ in 3 * generator.nextFloat() }
      let found = try index.search(query, k: 10)
      let expected = sample.reference(query)
      let exact = Dictionary(uniqueKeysWithValues: expected.map { ($0.row, $0.similarity) })
      #expect(found.count == 10)
      for (rank, neighbour) in found.enumerated() {
        // Rows within rounding of each other may change places; their similarities may not.
        #expect(abs(Double(neighbour.similarity) - expected[rank].similarity) < 1e-6)
        #expect(abs(Double(neighbour.similarity) - (exact[neighbour.row] ?? 9)) < 1e-6)
      }
    }
  }

  @Test func findsTheRowItself() throws {
    let sample = try SampleVectors(count: 300, dimension: 64)
    let index = ExactIndex(try sample.matrix())
    for row in [0, 31, 32, 63, 64, 255, 256, 299] {
      let found = try index.search(sample.rows[row].map { $0 * 7 }, k: 1)
      #expect(found.first?.row == row)
      #expect(abs((found.first?.similarity ?? 0) - 1) < 1e-6)
    }
  }

  @Test func ordersTiesByRowAndAddsThoseOfTheLastPlaceOnlyWhenAsked() throws {
    let better: [Float] = [1, 0]
    let equal: [Float] = [0.6, 0.8]
    let worse: [Float] = [0, 1]
    let rows = [equal, worse, equal, better, equal, worse, equal]
    let index = ExactIndex(try VectorMatrix(components: rows.flatMap { $0 }, dimension: 2))
    #expect(try index.search([1, 0], k: 3).map(\.row) == [3, 0, 2])
    let tied = try index.search([1, 0], k: 3, options: SearchOptions(includingTies: true))
    #expect(tied.map(\.row) == [3, 0, 2, 4, 6])
    #expect(Set(tied.dropFirst().map(\.similarity)).count == 1)
    let whole = try index.search([1, 0], k: 1, options: SearchOptions(includingTies: true))
    #expect(whole.map(\.row) == [3])
    let skipping = SearchOptions(skipping: [0, 6], includingTies: true)
    #expect(try index.search([1, 0], k: 2, options: skipping).map(\.row) == [3, 2, 4])
  }

  @Test func givesAllRowsWhenMoreAreAskedFor() throws {
    let sample = try SampleVectors(count: 70, dimension: 5)
    let index = ExactIndex(try sample.matrix())
    let found = try index.search(sample.rows[3], k: 1000)
    #expect(found.count == 70)
    #expect(Set(found.map(\.row)).count == 70)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
    #expect(try index.search(sample.rows[3], k: .max).count == 70)
    #expect(try index.search(sample.rows[3], k: 70).map(\.row) == found.map(\.row))
  }

  @Test func searchesAnEmptyMatrix() throws {
    let index = ExactIndex(try VectorMatrix(components: [], dimension: 4))
    #expect(try index.search([1, 2, 3, 4], k: 3).isEmpty)
    #expect(try index.search([1, 2, 3, 4], k: 3, options: SearchOptions(includingTies: true)).isEmpty)
  }

  @Test func leavesOutSkippedRowsAndKeepsToTheOnlyOnes() throws {
    let sample = try SampleVectors(count: 500, dimension: 24)
    let index = ExactIndex(try sample.matrix())
    let query = sample.rows[17]
    let all = try index.search(query, k: 500)
    var generator = SplitMix(state: 5)
    for share in [0.001, 0.05, 0.5, 0.95, 1] {
      let chosen = RowSet(
        (0..<500).filter { _ in Double.random(in: 0..<1, using: &generator) < share }, below: 500)
      let skipped = try index.search(query, k: 20, options: SearchOptions(skipping: chosen))
      #expect(skipped == Array(all.filter { !chosen.contains($0.row) }.prefix(20)))
      let only = try index.search(query, k: 20, options: SearchOptions(only: chosen))
      #expect(only == Array(all.filter { chosen.contains($0.row) }.prefix(20)))
      let both = SearchOptions(skipping: [17, 25], only: chosen)
      let expected = all.filter { chosen.contains($0.row) && $0.row != 17 && $0.row != 25 }
      #expect(try index.search(query, k: 20, options: both) == Array(expected.prefix(20)))
    }
    let beyond = SearchOptions(skipping: [17, 4000])
    #expect(try index.search(query, k: 500, options: beyond).count == 499)
    #expect(try index.search(query, k: 5, options: SearchOptions(only: [])).isEmpty)
  }

  @Test func neverReturnsARowThatIsNotFinite() throws {
    let rows: [[Float]] = [[.nan, 0], [0.6, 0.8], [.infinity, 0], [1, 0], [0, .nan], [-.infinity, 0]]
    let index = ExactIndex(try VectorMatrix(components: rows.flatMap { $0 }, dimension: 2))
    #expect(try index.search([1, 0], k: 6).map(\.row) == [3, 1])
    #expect(try index.search([1, 0], k: 1).map(\.row) == [3])
    let ties = SearchOptions(includingTies: true)
    #expect(try index.search([1, 0], k: 2, options: ties).map(\.row) == [3, 1])
  }

  @Test func refusesWhatCannotBeAnswered() throws {
    let index = ExactIndex(try SampleVectors(count: 9, dimension: 4).matrix())
    #expect(throws: VectorError.dimensionMismatch(found: 3, expected: 4)) {
      try index.search([1, 2, 3], k: 1)
    }
    #expect(throws: VectorError.tooFewNeighbours(k: 0)) { try index.search([1, 2, 3, 4], k: 0) }
    #expect(throws: VectorError.tooFewNeighbours(k: -5)) { try index.search([1, 2, 3, 4], k: -5) }
    #expect(throws: VectorError.zeroVector) { try index.search([0, 0, 0, 0], k: 1) }
    #expect(throws: VectorError.notFinite(component: 2)) { try index.search([0, 1, .nan, 0], k: 1) }
    #expect(throws: VectorError.notFinite(component: 3)) { try index.search([0, 1, 0, .infinity], k: 1) }
  }

  @Test func answersABatchAsItAnswersEachQuery() throws {
    let sample = try SampleVectors(count: 200, dimension: 33)
    let index = ExactIndex(try sample.matrix())
    let queries = Array(sample.rows.prefix(7))
    let answers = try index.search(batch: queries, k: 4, options: SearchOptions())
    #expect(try answers == queries.map { try index.search($0, k: 4) })
  }
}
