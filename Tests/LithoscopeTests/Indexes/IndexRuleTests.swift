import Catalog
import Testing
import VectorSearch

@testable import Lithoscope

@Suite("Rules for indexes")
struct IndexRuleTests {
  @Test("The choice goes by rows and dimension, and never to annoy")
  func choice() {
    let standard = IndexChoice.standard
    #expect(standard.kind(rows: 24_079, dimension: 512) == .exact)
    #expect(standard.kind(rows: 100_000_000, dimension: 512) == .hnsw)
    #expect(standard.kind(rows: .max, dimension: 2) == .hnsw)
    #expect(standard.kind(rows: 0, dimension: 512) == .exact)
    #expect(standard.kind(rows: .max, dimension: CompactRows.widestRow + 1) == .exact)
    var choice = IndexChoice()
    choice.crossovers = [.init(dimension: 100, components: 1000), .init(dimension: 200, components: 500)]
    #expect(choice.kind(rows: 10, dimension: 100) == .exact && choice.kind(rows: 11, dimension: 100) == .hnsw)
    #expect(choice.kind(rows: 4, dimension: 101) == .exact && choice.kind(rows: 5, dimension: 101) == .hnsw)
    #expect(choice.kind(rows: 1, dimension: 300) == .exact && choice.kind(rows: 2, dimension: 300) == .hnsw)
    #expect(standard.exactCopy(rows: 1999, dimension: 8) == nil)
    #expect(standard.exactCopy(rows: .max, dimension: CompactRows.widestRow + 1) == nil)
  }

  @Test("Efforts rise from the number of neighbours to all rows")
  func ladder() {
    #expect(EffortLadder(.hnsw, rows: 100, trees: 7, k: 10).efforts == [10, 15, 20, 30, 40, 60, 80, 100])
    #expect(EffortLadder(.annoy, rows: 35, trees: 2, k: 10).efforts == [20, 30, 40, 60, 70])
    #expect(EffortLadder(.hnsw, rows: 3, trees: 7, k: 10).efforts == [10])
    #expect(EffortLadder(.exact, rows: 1000, trees: 7, k: 10).efforts.isEmpty)
    let most = EffortLadder(.hnsw, rows: 1_000_000_000, trees: 1, k: 1).efforts
    #expect(most.count <= 40 && zip(most, most.dropFirst()).allSatisfy { $0 < $1 })
  }

  private func record(rows: Int, dead: Int = 0, kind: String = "hnsw") -> IndexRecord {
    IndexRecord(
      asked: kind, kind: kind, parameters: ["a": 1], vectorFile: "v", rows: rows, deadRows: dead, files: [],
      recall: 1, wantedRecall: 1, effort: 1, queries: 1)
  }

  private func step(
    _ known: IndexRecord?, _ kind: IndexKind = .hnsw, parameters: [String: Int] = ["a": 1], rows: Int,
    dead: Int = 0
  ) -> IndexStep {
    IndexStep(known, kind: kind, parameters: parameters, rows: rows, dead: { _ in dead })
  }

  @Test("A graph goes on with new rows, and is built anew for other parameters or many that died")
  func graphSteps() {
    #expect(step(nil, rows: 10) == .build)
    #expect(step(record(rows: 100), rows: 100) == .nothing)
    #expect(step(record(rows: 100), rows: 101) == .extend)
    #expect(step(record(rows: 100), parameters: ["a": 2], rows: 100) == .build)
    #expect(step(record(rows: 100), .annoy, rows: 100) == .build)
    #expect(step(record(rows: 100), rows: 100, dead: 25) == .nothing)
    #expect(step(record(rows: 100), rows: 100, dead: 26) == .build)
    #expect(step(record(rows: 100, dead: 20), rows: 100, dead: 40) == .nothing)
    #expect(step(record(rows: 100, dead: 20), rows: 100, dead: 41) == .build)
  }

  @Test("Trees and copies are made anew once a tenth of the rows is beyond them")
  func otherSteps() {
    for kind in [IndexKind.annoy, .exact] {
      let known = record(rows: 90, kind: kind.rawValue)
      #expect(step(known, kind, rows: 90) == .nothing)
      #expect(step(known, kind, rows: 100) == .nothing)
      #expect(step(known, kind, rows: 101) == .build)
    }
    #expect(step(record(rows: 90, kind: "exact"), .exact, rows: 90, dead: 80) == .nothing)
    #expect(step(record(rows: 90, kind: "annoy"), .annoy, rows: 90, dead: 80) == .build)
  }

  @Test("Names of files are above all that are there")
  func names() throws {
    let folder = try TemporaryFolder()
    let layout = try CollectionLayout(images: folder.path)
    let indexes = IndexFolder(layout: layout)
    #expect(indexes.nextStem("lbp") == "lbp.1")
    for name in [
      "lbp.3.hnsw", "lbp.12.int8.new", "lbp.x.ann", "lbp.\(Int.max).ann", "lbp-2.40.ann", "lbp.99.txt",
    ] {
      try folder.write([], to: ".lithoscope/indexes/\(name)")
    }
    #expect(indexes.nextStem("lbp") == "lbp.13")
    #expect(indexes.nextStem("lbp:2+rgb-histogram@whitened") == "lbp_2__rgb-histogram_whitened.1")
    indexes.removeAll(except: ["lbp.3.hnsw"])
    #expect(try folder.names().filter { $0.contains("indexes/") }.count == 2)
  }

  @Test("Recall counts rows that are exactly as similar as the last true neighbour")
  func trueNeighbours() throws {
    // Ten equal rows: any of them is right.
    let matrix = try VectorMatrix(
      components: (0..<12).flatMap { $0 < 10 ? [1, 0] : [Float(0), 1] }, dimension: 2)
    let truth = try #require(
      try TrueNeighbours(
        in: matrix, without: [3, 11], count: 100, k: 2, seed: 1, threads: 1, goesOn: { true }))
    #expect(truth.queries == [0, 1, 2, 4, 5, 6, 7, 8, 9, 10])
    #expect(try truth.recall(of: ExactIndex(matrix), effort: nil) == 1)
    /// Finds the last rows rather than the first.
    struct LastRows: VectorIndex {
      let matrix: VectorMatrix
      let finds: Int
      var count: Int { matrix.count }
      var dimension: Int { 2 }
      func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorError) -> [Neighbor] {
        try Array(
          ExactIndex(matrix).search(query, k: count, options: options)
            .sorted { ($0.similarity, $0.row) > ($1.similarity, $1.row) }.prefix(min(k, finds)))
      }
    }
    #expect(try truth.recall(of: LastRows(matrix: matrix, finds: 2), effort: nil) == 1)
    #expect(try truth.recall(of: LastRows(matrix: matrix, finds: 1), effort: nil) == 0.5)
    #expect(try truth.recall(of: LastRows(matrix: matrix, finds: 0), effort: nil) == 0)
    #expect(
      try TrueNeighbours(in: matrix, without: [], count: 5, k: 2, seed: 1, threads: 1, goesOn: { false })
        == nil)
    let drawn = try #require(
      try TrueNeighbours(in: matrix, without: [], count: 5, k: 2, seed: 1, threads: 1, goesOn: { true }))
    #expect(Set(drawn.queries).count == 5)
  }
}
