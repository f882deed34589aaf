import GRDB

extension Catalog {
  /// Writes a batch: all of it or nothing.
  ///
  /// The rows of vectors must be on the disk before: appended and synchronised. A content that no image
  /// has after the batch is removed, and its rows become holes.
  ///
  /// - Throws: `CatalogError`, `.rowsDisagree` when another writer has committed rows meanwhile.
  public func commit(_ batch: CatalogBatch) throws(CatalogError) {
    guard !batch.isEmpty else { return }
    try write { db in
      var transaction = CatalogTransaction(db)
      try transaction.write(batch)
    }
  }

  /// Forgets files that are gone, as images and as failures.
  public func remove(_ paths: [RelativePath]) throws(CatalogError) {
    var batch = CatalogBatch()
    batch.removals = paths
    try commit(batch)
  }

  /// Forgets the failures of all files but these.
  public func clearFailures(except paths: Set<RelativePath> = []) throws(CatalogError) {
    let known = try CatalogError.translating(path: path) { try read { try $0.failures() } }
    let gone = known.map(\.path).filter { !paths.contains($0) }
    guard !gone.isEmpty else { return }
    try write { db in
      for path in gone {
        try db.cachedStatement(sql: "DELETE FROM failure WHERE path = ?").execute(arguments: [path.string])
      }
    }
  }

  /// Stores a text under a name, or removes it with `nil`: what made the collection, where its root is.
  ///
  /// - Parameter name: any but `revision`, which the catalog uses itself.
  public func setProperty(_ name: String, to value: String?) throws(CatalogError) {
    precondition(name != "revision", "the catalog counts its revisions itself")
    try write { db in
      if let value {
        try db.execute(
          sql: "INSERT OR REPLACE INTO property (name, value) VALUES (?, ?)", arguments: [name, value])
      } else {
        try db.execute(sql: "DELETE FROM property WHERE name = ?", arguments: [name])
      }
    }
  }
}
