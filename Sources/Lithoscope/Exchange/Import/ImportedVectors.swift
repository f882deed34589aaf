import Catalog
import Glibc
import VectorSearch

/// The vectors of a file that is imported, checked row by row and mapped from a file without a name: memory holds
/// only whose they are.
final class ImportedVectors: Sendable {
  /// One row for each vector that can be used.
  let matrix: VectorMatrix
  /// Rows in the file that was read.
  let rows: Int
  /// Rows in the file for each row of the matrix: images that share content share a vector.
  let sharing: [Int]
  /// What the first row is of.
  let example: String
  /// Rows whose vector is none.
  let unusable: [FailedFile]
  private let byDigest: [ContentDigest: Int]
  private let byPath: [RelativePath: Int]

  init(
    matrix: VectorMatrix, rows: Int, sharing: [Int], example: String, unusable: [FailedFile],
    byDigest: [ContentDigest: Int], byPath: [RelativePath: Int]
  ) {
    self.matrix = matrix
    self.rows = rows
    self.sharing = sharing
    self.example = example
    self.unusable = unusable
    self.byDigest = byDigest
    self.byPath = byPath
  }

  /// The row of an image, by its content where the file says that, or else by its path.
  func row(_ digest: ContentDigest, _ path: RelativePath) -> Int? { byDigest[digest] ?? byPath[path] }

  /// Whether an image may have a row, before its content is known.
  func mayKnow(_ path: RelativePath) -> Bool { !byDigest.isEmpty || byPath[path] != nil }

  /// The rows of the file whose image is none of those found.
  func missing(found: RowSet) -> Int {
    sharing.indices.reduce(0) { found.contains($1) ? $0 : $0 + sharing[$1] }
  }
}
