import Testing

@testable import VectorSearch

@Suite("Altered index files") struct AlteredIndexFileTests {
  /// What comes of a stranger's file: one clear error, or neighbours that are what they say.
  @Test func neverLeadOutsideOfAGraph() throws {
    let graph = try SampleGraph(count: 150, dimension: 12, neighbours: 3)
    let original = try graph.folder.bytes("graph")
    let exact = ExactIndex(graph.matrix)
    let queries = [graph.sample.rows[3], graph.sample.rows[77]]
    let truth = try queries.map { query in
      Dictionary(uniqueKeysWithValues: try exact.search(query, k: 150).map { ($0.row, $0.similarity) })
    }
    var generator = SplitMix(state: 11)
    var (refused, damaged) = (0, 0)
    for _ in 0..<10_000 {
      let altered = Mutation.of(original, &generator)
      try graph.folder.write(altered, to: "graph")
      do throws(IndexFileError) {
        let index = try HNSWIndex(path: graph.path, matrix: graph.matrix, compact: graph.compact)
        for (query, similarities) in zip(queries, truth) {
          let found = try? index.search(query, k: 5, options: SearchOptions(threads: 1, effort: 20))
          #expect(found?.count == 5)
          #expect(found?.allSatisfy { similarities[$0.row] == $0.similarity } == true)
        }
        if index.isDamaged { damaged += 1 }
      } catch {
        refused += 1
        #expect(error.description.hasSuffix("."))
      }
    }
    #expect(refused > 1000 && damaged > 100)
  }

  @Test func canBeExtendedOrAreBuiltAnew() throws {
    let graph = try SampleGraph(count: 120, dimension: 12, neighbours: 3)
    let sample = try SampleVectors(count: 140, dimension: 12)
    let matrix = try sample.matrix()
    let compact = try CompactRows(of: matrix, format: .int8)
    let original = try graph.folder.bytes("graph")
    var generator = SplitMix(state: 12)
    for _ in 0..<300 {
      try graph.folder.write(Mutation.of(original, &generator), to: "graph")
      guard let old = try? HNSWIndex(path: graph.path, matrix: matrix, compact: compact) else { continue }
      let path = graph.folder.file("grown")
      #expect(try HNSWIndex.build(matrix, compact: compact, extending: old, to: path))
      let grown = try HNSWIndex(path: path, matrix: matrix, compact: compact)
      #expect(try grown.search(sample.rows[130], k: 5).count == 5)
      #expect(!grown.isDamaged)
    }
  }

  @Test func ofCompactRowsAreRefusedOrSafe() throws {
    let folder = try TemporaryFolder()
    let sample = try SampleVectors(count: 130, dimension: 20)
    let matrix = try sample.matrix()
    var generator = SplitMix(state: 13)
    let truth = Dictionary(
      uniqueKeysWithValues: try ExactIndex(matrix).search(sample.rows[0], k: 130).map {
        ($0.row, $0.similarity)
      })
    for format in CompactRows.Format.allCases {
      try CompactRows.write(matrix, format: format, to: folder.file("rows"))
      let original = try folder.bytes("rows")
      for _ in 0..<5000 {
        try folder.write(Mutation.of(original, &generator), to: "rows")
        guard let rows = try? CompactRows(path: folder.file("rows"), matching: matrix) else { continue }
        let found = try ExactIndex(matrix, compact: rows).search(sample.rows[0], k: 3)
        #expect(found.allSatisfy { truth[$0.row] == $0.similarity })
      }
    }
  }
}
