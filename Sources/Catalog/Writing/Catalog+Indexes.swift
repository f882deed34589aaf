import GRDB

extension Catalog {
  /// Puts an index in the place of the one that a descriptor has, if any.
  ///
  /// Its files must be complete and on the disk. Once this returns, the old ones may be deleted. Whatever replaces
  /// the vectors that are compared, raw or whitened, forgets their index. Kept as a property of the catalog, so that
  /// catalogs of before have room for it as well.
  ///
  /// - Throws: `CatalogError`, `.rowsDisagree` for an index over more rows than the descriptor has.
  public func setIndex(_ index: IndexRecord, of id: DescriptorRecord.ID) throws(CatalogError) {
    try write(durable: true) { db in
      let descriptor = try Self.require(id, db)
      guard index.rows <= descriptor.rowCount else {
        throw CatalogError.rowsDisagree(
          descriptor: descriptor.name, committed: descriptor.rowCount, first: index.rows)
      }
      try db.execute(
        sql: "INSERT OR REPLACE INTO property (name, value) VALUES (?, ?)",
        arguments: [IndexRecord.propertyName(id), try index.text])
    }
  }

  /// Forgets a descriptor's index. Once this returns, its files may be deleted.
  public func removeIndex(of id: DescriptorRecord.ID) throws(CatalogError) {
    try write(durable: true) { db in try Self.forgetIndex(of: id, db) }
  }

  /// Forgets it, where there is one.
  static func forgetIndex(of descriptor: DescriptorRecord.ID, _ db: Database) throws {
    try db.execute(
      sql: "DELETE FROM property WHERE name = ?", arguments: [IndexRecord.propertyName(descriptor)])
  }
}
