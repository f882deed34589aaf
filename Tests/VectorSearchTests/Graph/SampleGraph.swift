@testable import VectorSearch

/// A graph in a file of its own.
struct SampleGraph {
  let sample: SampleVectors
  let matrix: VectorMatrix
  let compact: CompactRows
  let folder: TemporaryFolder
  let index: HNSWIndex

  var path: String { folder.file("graph") }

  init(
    count: Int, dimension: Int, neighbours: Int = 16, threads: Int = 1, skipping dead: RowSet = RowSet()
  ) throws {
    let sample = try SampleVectors(count: count, dimension: dimension)
    try self.init(sample, try sample.matrix(), neighbours, threads, dead)
  }

  init(_ matrix: VectorMatrix) throws {
    try self.init(try SampleVectors(count: 0, dimension: matrix.dimension), matrix, 16, 1, RowSet())
  }

  private init(
    _ sample: SampleVectors, _ matrix: VectorMatrix, _ neighbours: Int, _ threads: Int, _ dead: RowSet
  ) throws {
    self.sample = sample
    self.matrix = matrix
    compact = try CompactRows(of: matrix, format: .int8)
    folder = try TemporaryFolder()
    var parameters = HNSWParameters()
    parameters.neighbours = neighbours
    parameters.constructionBreadth = 100
    _ = try HNSWIndex.build(
      matrix, compact: compact, skipping: dead, parameters: parameters, threads: threads,
      to: folder.file("graph"))
    index = try HNSWIndex(path: folder.file("graph"), matrix: matrix, compact: compact)
  }
}
