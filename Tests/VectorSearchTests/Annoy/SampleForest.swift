import VectorSearch

/// A forest over sample vectors, in a folder of its own.
struct SampleForest: Sendable {
  let sample: SampleVectors
  let matrix: VectorMatrix
  let folder: TemporaryFolder
  let path: String

  init(count: Int, dimension: Int, trees: Int, skipping dead: RowSet = [], seed: UInt64 = 1) throws {
    sample = try SampleVectors(count: count, dimension: dimension)
    matrix = try sample.matrix()
    folder = try TemporaryFolder()
    path = folder.file("sample.ann")
    _ = try AnnoyIndex.build(
      matrix, skipping: dead, trees: trees, seed: seed, threads: 2, to: path, observe: { _, _ in true })
  }

  func index(matrix isGiven: Bool = true) throws -> AnnoyIndex {
    try AnnoyIndex(path: path, dimension: sample.dimension, matrix: isGiven ? matrix : nil)
  }

  /// Queries near the rows, and none of them.
  func queries(_ count: Int) -> [[Float]] {
    var generator = SplitMix(state: 77)
    return (0..<count).map { query in
      sample.rows[query * 31 % sample.rows.count].map { $0 + 0.02 * generator.nextFloat() }
    }
  }
}
