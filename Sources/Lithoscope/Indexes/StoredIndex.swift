import Catalog
import VectorSearch

/// A collection's index over a descriptor's vectors, opened.
struct StoredIndex {
  /// What searches it.
  let index: any VectorIndex
  /// What the catalog knows of it, with its files' stamps as they are now.
  let record: IndexRecord
  /// Its kind.
  let kind: IndexKind

  /// Opens an index, if it is the one that was made from these vectors.
  ///
  /// Files whose stamps are those of the record are taken as they are and only mapped; others are hashed first.
  ///
  /// - Parameters:
  ///   - vectorFile: the name of the file of vectors that are compared.
  ///   - matrix: all its rows that count; they may be more than the index covers.
  /// - Throws: ``IndexProblem``.
  init(
    _ record: IndexRecord, over matrix: VectorMatrix, of vectorFile: String, layout: CollectionLayout
  ) throws(IndexProblem) {
    guard let kind = IndexKind(rawValue: record.kind) else { throw .unknownKind(record.kind) }
    guard record.vectorFile == vectorFile, record.rows <= matrix.count, record.rows > 0 else {
      throw .otherVectors
    }
    var now = record
    for place in now.files.indices {
      now.files[place] = try now.files[place].verified(at: layout.indexFile(now.files[place].name))
    }
    index = try IndexBuilder.open(
      kind, now.files.map { layout.indexFile($0.name) },
      over: record.rows == matrix.count ? matrix : VectorMatrix(rows: 0..<record.rows, of: matrix))
    self.record = now
    self.kind = kind
  }
}
