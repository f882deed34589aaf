import Foundation
import GRDB

extension Catalog {
  /// Puts whitened vectors in the place of those that a descriptor has, if any.
  ///
  /// Their file must be complete and on the disk. Once this returns, the old one may be deleted. Whatever
  /// replaces or removes the descriptor forgets them; a new file of vectors for it leaves them without rows.
  ///
  /// - Throws: `CatalogError`, `.descriptorExists` where the file is another's, `.rowsDisagree` for more rows
  ///   than the descriptor has.
  public func setWhitening(
    _ whitening: WhiteningRecord, of id: DescriptorRecord.ID
  ) throws(CatalogError) {
    try write(durable: true) { db in
      let descriptor = try Self.require(id, db)
      guard VectorFileName.isPlain(whitening.file) else {
        throw CatalogError.invalidVectorFile(name: whitening.file)
      }
      try Self.check(whitening.rowCount, against: descriptor)
      // Raw and whitened similarities are other numbers: what the ones mean says nothing of the others.
      if try CatalogReader(database: db).whitening(of: id) == nil { try Self.forgetCalibration(of: id, db) }
      try Self.forgetIndex(of: id, db)
      try db.execute(sql: "DELETE FROM whitening WHERE descriptor_id = ?", arguments: [id.value])
      guard try !Self.isTaken(whitening.file, db) else {
        throw CatalogError.descriptorExists(name: descriptor.name, vectorFile: whitening.file)
      }
      try db.execute(
        sql: """
          INSERT INTO whitening (descriptor_id, file, row_count, parameters, fitted_rows, fitted_contents,
            created) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id.value, whitening.file, whitening.rowCount, Data(whitening.parameters), whitening.fittedRows,
          whitening.fittedContents, whitening.created,
        ])
    }
  }

  /// Counts whitened rows that were appended to the file and synchronised.
  ///
  /// - Parameters:
  ///   - first: the row of the first of them: the committed number of whitened rows.
  ///   - count: the number of rows after it, at most as many as the descriptor has.
  /// - Throws: `CatalogError`, `.rowsDisagree` for other numbers.
  public func extendWhitening(
    of id: DescriptorRecord.ID, from first: Int, to count: Int
  ) throws(CatalogError) {
    try write { db in
      let descriptor = try Self.require(id, db)
      let committed = try CatalogReader(database: db).whitening(of: id)?.rowCount
      guard committed == first, first <= count else {
        throw CatalogError.rowsDisagree(
          descriptor: descriptor.name, committed: committed ?? 0, first: first)
      }
      try Self.check(count, against: descriptor)
      try db.execute(
        sql: "UPDATE whitening SET row_count = ? WHERE descriptor_id = ?", arguments: [count, id.value])
    }
  }

  /// Forgets a descriptor's whitened vectors. Once this returns, their file may be deleted.
  public func removeWhitening(of id: DescriptorRecord.ID) throws(CatalogError) {
    try write(durable: true) { db in
      _ = try Self.require(id, db)
      try Self.forgetCalibration(of: id, db)
      try Self.forgetIndex(of: id, db)
      try db.execute(sql: "DELETE FROM whitening WHERE descriptor_id = ?", arguments: [id.value])
    }
  }

  /// Whether a file of vectors, whitened or not, has a name.
  static func isTaken(_ file: String, _ db: Database) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 FROM descriptor WHERE vector_file = ? UNION SELECT 1 FROM whitening WHERE file = ?",
      arguments: [file, file]) != nil
  }

  private static func check(_ rows: Int, against descriptor: DescriptorRecord) throws {
    guard (0...descriptor.rowCount).contains(rows) else {
      throw CatalogError.rowsDisagree(
        descriptor: descriptor.name, committed: descriptor.rowCount, first: rows)
    }
  }
}
