import GRDB

/// The writing of one batch, inside of one transaction.
struct CatalogTransaction {
  private let database: Database
  /// Contents that may have lost their last image.
  private var loosened: Set<Int64> = []

  init(_ database: Database) { self.database = database }

  mutating func write(_ batch: CatalogBatch) throws {
    for content in batch.contents { try insert(content) }
    for rows in batch.embeddings { try append(rows) }
    for image in batch.images { try put(image) }
    for failure in batch.failures { try put(failure) }
    for path in batch.removals {
      try removeImage(at: path)
      try clearFailure(at: path)
    }
    for content in loosened.sorted() { try removeIfUnused(content) }
  }

  private mutating func insert(_ content: ContentRecord) throws {
    let sql = """
      INSERT INTO content (digest, width, height, format, exif) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (digest) DO NOTHING
      """
    let digest = content.digest.databaseValue
    try run(sql, [digest, content.width, content.height, content.format, content.exif])
    if database.changesCount > 0 { loosened.insert(database.lastInsertedRowID) }
  }

  private func append(_ rows: EmbeddedRows) throws {
    guard let descriptor = try CatalogReader(database: database).descriptor(rows.descriptor) else {
      throw CatalogError.unknownDescriptor
    }
    guard descriptor.rowCount == rows.firstRow else {
      throw CatalogError.rowsDisagree(
        descriptor: descriptor.name, committed: descriptor.rowCount, first: rows.firstRow)
    }
    let sql = """
      INSERT INTO embedding (content_id, descriptor_id, "row") VALUES (?, ?, ?)
      ON CONFLICT (content_id, descriptor_id) DO NOTHING
      """
    let id = rows.descriptor.value
    for (row, digest) in zip(rows.firstRow..., rows.digests) {
      try run(sql, [try contentID(digest), id, row])
      if database.changesCount == 0 {
        // The content has a vector already, so this one is not needed.
        try run(#"INSERT INTO hole (descriptor_id, "row") VALUES (?, ?)"#, [id, row])
      }
    }
    try run(
      "UPDATE descriptor SET row_count = ? WHERE id = ?", [rows.firstRow + rows.digests.count, id])
  }

  private mutating func put(_ image: ImageEntry) throws {
    let sql = """
      INSERT INTO image (path, content_id, byte_size, modified_ns, label) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (path) DO UPDATE SET content_id = excluded.content_id, byte_size = excluded.byte_size,
        modified_ns = excluded.modified_ns, label = excluded.label
      """
    let content = try contentID(image.digest)
    let path = image.path.string
    if let before = try contentID(ofImageAt: image.path), before != content { loosened.insert(before) }
    try run(sql, [path, content, image.stamp.byteSize, image.stamp.modifiedNanoseconds, image.label])
    try clearFailure(at: image.path)
  }

  private mutating func put(_ failure: FailureRecord) throws {
    try removeImage(at: failure.path)
    try run(
      "INSERT OR REPLACE INTO failure (path, reason, byte_size, modified_ns, time) VALUES (?, ?, ?, ?, ?)",
      [
        failure.path.string, failure.reason, failure.stamp?.byteSize, failure.stamp?.modifiedNanoseconds,
        failure.time,
      ])
  }

  private mutating func removeImage(at path: RelativePath) throws {
    guard let content = try contentID(ofImageAt: path) else { return }
    loosened.insert(content)
    try run("DELETE FROM image WHERE path = ?", [path.string])
  }

  private func clearFailure(at path: RelativePath) throws {
    try run("DELETE FROM failure WHERE path = ?", [path.string])
  }

  /// Removes a content that no image has; its rows of vectors become holes.
  private func removeIfUnused(_ content: Int64) throws {
    let sql = "SELECT 1 FROM image WHERE content_id = ? LIMIT 1"
    guard try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [content]) == nil else { return }
    try run(
      """
      INSERT INTO hole (descriptor_id, "row")
      SELECT descriptor_id, "row" FROM embedding WHERE content_id = ?
      """, [content])
    try run("DELETE FROM embedding WHERE content_id = ?", [content])
    try run("DELETE FROM content WHERE id = ?", [content])
  }

  private func contentID(_ digest: ContentDigest) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT id FROM content WHERE digest = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [digest.databaseValue]) else {
      throw CatalogError.unknownContent(digest: digest)
    }
    return id
  }

  private func contentID(ofImageAt path: RelativePath) throws -> Int64? {
    let statement = try database.cachedStatement(sql: "SELECT content_id FROM image WHERE path = ?")
    return try Int64.fetchOne(statement, arguments: [path.string])
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
