import Testing

@testable import VectorSearch

@Suite("Search along a graph of neighbours") struct HNSWIndexTests {
  @Test func findsNearlyAllWithTheSimilaritiesOfExactSearch() throws {
    let graph = try SampleGraph(count: 1500, dimension: 32)
    let exact = ExactIndex(graph.matrix)
    var hits = 0
    for row in stride(from: 0, to: 1500, by: 15) {
      let query = graph.sample.rows[row]
      let (found, expected) = (try graph.index.search(query, k: 10), try exact.search(query, k: 10))
      #expect(found.count == 10)
      #expect(found.first?.row == expected.first?.row)
      let similarities = Dictionary(
        uniqueKeysWithValues: try exact.search(query, k: 1500).map { ($0.row, $0.similarity) })
      for neighbour in found { #expect(similarities[neighbour.row] == neighbour.similarity) }
      #expect(found == found.sorted { NearestRows.isBetter($0, $1) })
      hits += Set(found.map(\.row)).intersection(expected.map(\.row)).count
    }
    #expect(hits > 985)
  }

  @Test func looksHarderWhenAsked() throws {
    let graph = try SampleGraph(count: 1200, dimension: 48, neighbours: 4)
    let exact = ExactIndex(graph.matrix)
    func recall(_ effort: Int) throws -> Int {
      try stride(from: 0, to: 1200, by: 12).reduce(0) { sum, row in
        let query = graph.sample.rows[row]
        let found = try graph.index.search(query, k: 10, options: SearchOptions(effort: effort))
        return sum + Set(found.map(\.row)).intersection(try exact.search(query, k: 10).map(\.row)).count
      }
    }
    #expect(try recall(200) > recall(10))
  }

  @Test func makesTheSameGraphOfTheSameRows() throws {
    let folder = try TemporaryFolder()
    let sample = try SampleVectors(count: 300, dimension: 16)
    let matrix = try sample.matrix()
    let compact = try CompactRows(of: matrix, format: .int8)
    for name in ["one", "two"] {
      #expect(try HNSWIndex.build(matrix, compact: compact, to: folder.file(name)))
    }
    #expect(try folder.bytes("one") == folder.bytes("two"))
    #expect(try folder.names().sorted() == ["one", "two"])
  }

  @Test func buildsWithSeveralThreads() throws {
    let graph = try SampleGraph(count: 1100, dimension: 24, threads: 4)
    let exact = ExactIndex(graph.matrix)
    let hits = try stride(from: 0, to: 1100, by: 11).reduce(0) { sum, row in
      let query = graph.sample.rows[row]
      return sum
        + Set(try graph.index.search(query, k: 10).map(\.row))
        .intersection(try exact.search(query, k: 10).map(\.row)).count
    }
    #expect(hits > 980)
  }

  @Test(arguments: [0.5, 0.05, 0.004])
  func filtersInsideTheSearch(share: Double) throws {
    let graph = try SampleGraph(count: 2000, dimension: 24)
    var generator = SplitMix(state: 5)
    let chosen = RowSet(
      (0..<2000).filter { _ in Double.random(in: 0..<1, using: &generator) < share }, below: 2000)
    let options = SearchOptions(only: chosen, effort: 40)
    let exact = ExactIndex(graph.matrix)
    var (hits, possible) = (0, 0)
    for row in stride(from: 0, to: 2000, by: 40) {
      let query = graph.sample.rows[row]
      let expected = try exact.search(query, k: 10, options: options).map(\.row)
      let found = try graph.index.search(query, k: 10, options: options).map(\.row)
      #expect(found.count == min(10, chosen.count))
      #expect(found.allSatisfy(chosen.contains))
      hits += Set(found).intersection(expected).count
      possible += expected.count
    }
    #expect(Double(hits) >= 0.99 * Double(possible))
  }

  @Test func findsEnoughWhereTheAllowedRowsAreFarFromTheQuery() throws {
    // All rows of one cluster are asked for from the middle of another.
    let graph = try SampleGraph(count: 2400, dimension: 16)
    for only in [[5], [5, 6], Array(1..<8)] {
      let chosen = RowSet((0..<2400).filter { only.contains($0 % 8) }, below: 2400)
      let found = try graph.index.search(
        graph.sample.rows[0], k: 25, options: SearchOptions(only: chosen, effort: 25))
      #expect(found.count == 25)
      #expect(found.allSatisfy { only.contains($0.row % 8) })
    }
  }

  @Test func leavesDeadRowsOut() throws {
    let dead = RowSet((0..<600).filter { $0 % 3 == 0 }, below: 600)
    let graph = try SampleGraph(count: 600, dimension: 20, skipping: dead)
    for row in [0, 3, 301] {
      let found = try graph.index.search(graph.sample.rows[row], k: 20)
      #expect(found.count == 20)
      #expect(found.allSatisfy { !dead.contains($0.row) })
    }
    // One that died since.
    let skipped = SearchOptions(skipping: [1])
    #expect(
      try !graph.index.search(graph.sample.rows[1], k: 5, options: skipped).contains { $0.row == 1 })
  }

  @Test func growsByNewRows() throws {
    let graph = try SampleGraph(count: 500, dimension: 20)
    let sample = try SampleVectors(count: 800, dimension: 20)
    let matrix = try sample.matrix()
    let compact = try CompactRows(of: matrix, format: .int8)
    let old = try HNSWIndex(path: graph.path, matrix: matrix, compact: compact)
    #expect(old.count == 500)
    #expect(try old.search(sample.rows[700], k: 20).allSatisfy { $0.row < 500 })
    var added = 0
    #expect(
      try HNSWIndex.build(
        matrix, compact: compact, extending: old, to: graph.folder.file("grown"),
        observe: { _, total in
          added = total
          return true
        }))
    #expect(added == 300)
    let grown = try HNSWIndex(path: graph.folder.file("grown"), matrix: matrix, compact: compact)
    #expect(grown.count == 800)
    let exact = ExactIndex(matrix)
    let hits = try stride(from: 0, to: 800, by: 8).reduce(0) { sum, row in
      sum
        + Set(try grown.search(sample.rows[row], k: 10).map(\.row))
        .intersection(try exact.search(sample.rows[row], k: 10).map(\.row)).count
    }
    #expect(hits > 980)
  }

  @Test func stopsWithoutAFile() throws {
    let folder = try TemporaryFolder()
    let matrix = try SampleVectors(count: 1100, dimension: 4).matrix()
    let compact = try CompactRows(of: matrix, format: .int8)
    let isDone = try HNSWIndex.build(
      matrix, compact: compact, to: folder.file("graph"), observe: { done, _ in done > 600 })
    #expect(!isDone)
    #expect(try folder.names().isEmpty)
  }

  @Test func answersManySearchesAtOnce() throws {
    let graph = try SampleGraph(count: 900, dimension: 24)
    let queries = Array(graph.sample.rows.prefix(200))
    let one = try queries.map { try graph.index.search($0, k: 7) }
    for threads in [1, 5] {
      #expect(
        try graph.index.search(batch: queries, k: 7, options: SearchOptions(threads: threads)) == one)
    }
  }

  @Test(arguments: [0, 1, 2, 3])
  func worksWithNextToNothing(count: Int) throws {
    let graph = try SampleGraph(count: count, dimension: 5)
    #expect(try graph.index.search([1, 2, 3, 4, 5], k: 10).count == count)
    let none = SearchOptions(only: RowSet())
    #expect(try graph.index.search([1, 2, 3, 4, 5], k: 10, options: none).isEmpty)
  }

  @Test func findsAllOfManyEqualRows() throws {
    let row = try UnitVector.normalized([1, 2, 3, 4])
    let matrix = try VectorMatrix(
      components: (0..<300).flatMap { _ in row }, dimension: 4)
    let graph = try SampleGraph(matrix)
    #expect(try graph.index.search([1, 2, 3, 4], k: 300).count == 300)
    #expect(try graph.index.search([1, 2, 3, 4], k: .max).count == 300)
  }

  @Test func findsEnoughAmongRowsThatAreNoVectors() throws {
    var rows = try SampleVectors(count: 120, dimension: 6).rows
    for row in stride(from: 0, to: 120, by: 2) { rows[row][3] = .nan }
    let matrix = try VectorMatrix(components: rows.flatMap(\.self), dimension: 6)
    let graph = try SampleGraph(matrix)
    let found = try graph.index.search(rows[7], k: 60, options: SearchOptions(effort: 60))
    #expect(try found == ExactIndex(matrix).search(rows[7], k: 60))
    #expect(found.count == 60)
  }

  @Test func refusesWhatCannotBeAnswered() throws {
    let graph = try SampleGraph(count: 30, dimension: 3)
    #expect(throws: VectorError.tooFewNeighbours(k: 0)) { try graph.index.search([1, 2, 3], k: 0) }
    #expect(throws: VectorError.dimensionMismatch(found: 2, expected: 3)) {
      try graph.index.search([1, 2], k: 1)
    }
    #expect(throws: VectorError.zeroVector) { try graph.index.search([0, 0, 0], k: 1) }
    #expect(throws: VectorError.notFinite(component: 1)) { try graph.index.search([0, .nan, 0], k: 1) }
    #expect(throws: VectorError.zeroVector) {
      try graph.index.search(batch: [[1, 2, 3], [0, 0, 0]], k: 1, options: SearchOptions())
    }
  }
}
