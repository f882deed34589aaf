import GRDB

extension Catalog {
  /// Adds a descriptor behind those that the collection has; it has no rows at first.
  ///
  /// - Throws: `CatalogError`, `.descriptorExists` where the name or the file is taken.
  @discardableResult
  public func insertDescriptor(_ new: NewDescriptor) throws(CatalogError) -> DescriptorRecord {
    try write { db in
      let last = try Int.fetchOne(db, sql: "SELECT max(ordinal) FROM descriptor") ?? -1
      return try Self.insert(new, ordinal: last + 1, db)
    }
  }

  /// Puts a descriptor in the place of another, with no rows: for a rebuild with another model, say.
  ///
  /// Once this returns, the old file of vectors may be deleted.
  public func replaceDescriptor(
    _ old: DescriptorRecord.ID, with new: NewDescriptor
  ) throws(CatalogError) -> DescriptorRecord {
    try write(durable: true) { db in
      let known = try Self.require(old, db)
      try Self.delete(old, db)
      return try Self.insert(new, ordinal: known.ordinal, db)
    }
  }

  /// Removes a descriptor and its rows. Once this returns, its file of vectors may be deleted.
  public func removeDescriptor(_ id: DescriptorRecord.ID) throws(CatalogError) {
    try write(durable: true) { db in
      _ = try Self.require(id, db)
      try Self.delete(id, db)
    }
  }

  /// Puts another file of vectors in the place of a descriptor's: the same vectors without the holes.
  ///
  /// The new file must be complete and on the disk. Once this returns, the old one may be deleted, and so may
  /// the file of whitened vectors, of which no rows count any more, and those of the index.
  ///
  /// - Parameters:
  ///   - fileName: the new file's name, another than the old one's.
  ///   - rows: the old row of each new row; each row that is not a hole occurs once.
  /// - Throws: `CatalogError`, `.rowsLost` when `rows` are not those that are alive; nothing changes then.
  public func replaceVectorFile(
    of id: DescriptorRecord.ID, with fileName: String, rows: [Int]
  ) throws(CatalogError) {
    try write(durable: true) { db in
      let descriptor = try Self.require(id, db)
      try Self.check(vectorFile: fileName, name: descriptor.name, newName: nil, db)
      var contents: [Int: Int64] = [:]
      try CatalogReader(database: db).each(
        #"SELECT "row", content_id FROM embedding WHERE descriptor_id = ?"#, [id.value]
      ) { row in contents[try row.count(0)] = try row.integer(1) }
      guard rows.count == contents.count else {
        throw CatalogError.rowsLost(descriptor: descriptor.name)
      }
      try db.execute(sql: "DELETE FROM embedding WHERE descriptor_id = ?", arguments: [id.value])
      try db.execute(sql: "DELETE FROM hole WHERE descriptor_id = ?", arguments: [id.value])
      let insertion = try db.cachedStatement(
        sql: #"INSERT INTO embedding (content_id, descriptor_id, "row") VALUES (?, ?, ?)"#)
      for (new, old) in rows.enumerated() {
        guard let content = contents.removeValue(forKey: old) else {
          throw CatalogError.rowsLost(descriptor: descriptor.name)
        }
        try insertion.execute(arguments: [content, id.value, new])
      }
      try db.execute(
        sql: "UPDATE descriptor SET vector_file = ?, row_count = ? WHERE id = ?",
        arguments: [fileName, rows.count, id.value])
      // Whitened rows belong to the old numbers; the whitening itself still fits.
      try db.execute(
        sql: "UPDATE whitening SET row_count = 0 WHERE descriptor_id = ?", arguments: [id.value])
      try Self.forgetIndex(of: id, db)
    }
  }

  private static func insert(_ new: NewDescriptor, ordinal: Int, _ db: Database) throws -> DescriptorRecord {
    try check(vectorFile: new.vectorFile, name: new.name, newName: new.name, db)
    let sql = """
      INSERT INTO descriptor (ordinal, name, dimension, model_digest, preprocessing, precision, version,
        vector_file, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    let stamp = new.stamp
    try db.execute(
      sql: sql,
      arguments: [
        ordinal, new.name, stamp.dimension, stamp.modelDigest, stamp.preprocessing, stamp.precision,
        stamp.version, new.vectorFile, new.created,
      ])
    return try require(.init(value: db.lastInsertedRowID), db)
  }

  /// Throws unless a file name is plain and free, and so is a descriptor's name if one is given.
  private static func check(
    vectorFile: String, name: String, newName: String?, _ db: Database
  ) throws {
    guard VectorFileName.isPlain(vectorFile) else {
      throw CatalogError.invalidVectorFile(name: vectorFile)
    }
    let taken = try Int.fetchOne(
      db, sql: "SELECT 1 FROM descriptor WHERE vector_file = ? OR name = ?",
      arguments: [vectorFile, newName])
    guard try taken == nil && !isTaken(vectorFile, db) else {
      throw CatalogError.descriptorExists(name: name, vectorFile: vectorFile)
    }
  }

  static func require(_ id: DescriptorRecord.ID, _ db: Database) throws -> DescriptorRecord {
    guard let descriptor = try CatalogReader(database: db).descriptor(id) else {
      throw CatalogError.unknownDescriptor
    }
    return descriptor
  }

  private static func delete(_ id: DescriptorRecord.ID, _ db: Database) throws {
    for table in ["embedding", "hole", "whitening"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE descriptor_id = ?", arguments: [id.value])
    }
    try forgetCalibration(of: id, db)
    try forgetIndex(of: id, db)
    try db.execute(sql: "DELETE FROM descriptor WHERE id = ?", arguments: [id.value])
  }
}
