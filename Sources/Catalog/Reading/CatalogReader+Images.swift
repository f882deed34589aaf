import GRDB

extension CatalogReader {
  /// The image at a path.
  public func image(at path: RelativePath) throws -> ImageRecord? {
    try first(
      "SELECT \(Self.imageColumns) FROM image JOIN content ON content.id = content_id WHERE path = ?",
      [path.string]
    ) { try image($0) }
  }

  /// The EXIF fields of the image at a path as one JSON object, if it has any.
  public func exif(at path: RelativePath) throws -> String? {
    try first(
      "SELECT exif FROM image JOIN content ON content.id = content_id WHERE path = ?", [path.string]
    ) { try $0.optionalText(0) } ?? nil
  }

  /// The images whose content has one of these rows, by row, in the order of their paths.
  ///
  /// Rows that are holes, or that no image has, are left out.
  public func images(
    forRows rows: some Sequence<Int>, descriptor: DescriptorRecord.ID
  ) throws -> [Int: [ImageRecord]] {
    var images: [Int: [ImageRecord]] = [:]
    for row in rows where images[row] == nil {
      let found = try list(
        """
        SELECT \(Self.imageColumns) FROM embedding
        JOIN content ON content.id = embedding.content_id
        JOIN image ON image.content_id = content.id
        WHERE descriptor_id = ? AND "row" = ? ORDER BY path
        """, [descriptor.value, row]
      ) { try image($0) }
      if !found.isEmpty { images[row] = found }
    }
    return images
  }

  /// Calls `body` with every image that has a vector and the vector's row, in the order of rows and then
  /// of paths. Images with the same content share a row.
  public func forEachImage(
    of descriptor: DescriptorRecord.ID, _ body: (_ row: Int, ImageRecord) throws -> Void
  ) throws {
    let sql = """
      SELECT \(Self.imageColumns), "row" FROM embedding
      JOIN content ON content.id = embedding.content_id
      JOIN image ON image.content_id = content.id
      WHERE descriptor_id = ? ORDER BY "row", path
      """
    try each(sql, [descriptor.value]) { row in try body(row.count(8), image(row)) }
  }

  /// The same, with each image's EXIF fields as one JSON object where it has any.
  ///
  /// - Parameter withExif: whether they are read at all; `nil` is handed on otherwise.
  public func forEachImage(
    of descriptor: DescriptorRecord.ID, withExif: Bool,
    _ body: (_ row: Int, ImageRecord, _ exif: String?) throws -> Void
  ) throws {
    let sql = """
      SELECT \(Self.imageColumns), "row", \(withExif ? "exif" : "NULL") FROM embedding
      JOIN content ON content.id = embedding.content_id
      JOIN image ON image.content_id = content.id
      WHERE descriptor_id = ? ORDER BY "row", path
      """
    try each(sql, [descriptor.value]) { row in
      try body(row.count(8), image(row), row.optionalText(9))
    }
  }

  /// Calls `body` with every image that has a vector, the vector's row, and the EXIF fields as one JSON object where
  /// there are any, in the order of paths. Nothing is gathered, however many images there are.
  public func forEachImageByPath(
    of descriptor: DescriptorRecord.ID,
    _ body: (_ row: Int, ImageRecord, _ exif: String?) throws -> Void
  ) throws {
    // A cross join keeps SQLite to this order of tables, so that the index of paths gives the order of rows.
    let sql = """
      SELECT \(Self.imageColumns), "row", exif FROM image
      CROSS JOIN content ON content.id = image.content_id
      CROSS JOIN embedding ON embedding.content_id = content.id
      WHERE descriptor_id = ? ORDER BY path
      """
    try each(sql, [descriptor.value]) { row in try body(row.count(8), image(row), row.optionalText(9)) }
  }

  /// The row of the vector of the image at a path.
  public func row(forPath path: RelativePath, descriptor: DescriptorRecord.ID) throws -> Int? {
    let sql = """
      SELECT "row" FROM image JOIN embedding ON embedding.content_id = image.content_id
      WHERE path = ? AND descriptor_id = ?
      """
    return try first(sql, [path.string, descriptor.value]) { try $0.count(0) }
  }

  /// The row of the vector of a content.
  public func row(forDigest digest: ContentDigest, descriptor: DescriptorRecord.ID) throws -> Int? {
    try rows(forDigest: digest)?[descriptor]
  }

  /// The rows of a content's vectors by descriptor; `nil` for a content that is not in the catalog.
  public func rows(forDigest digest: ContentDigest) throws -> [DescriptorRecord.ID: Int]? {
    let sql = """
      SELECT descriptor_id, "row" FROM content LEFT JOIN embedding ON embedding.content_id = content.id
      WHERE digest = ?
      """
    var rows: [DescriptorRecord.ID: Int]?
    try each(sql, [digest.databaseValue]) { row in
      var known = rows ?? [:]
      if !row.hasNull(atIndex: 0) { known[.init(value: try row.integer(0))] = try row.count(1) }
      rows = known
    }
    return rows
  }

  static let imageColumns =
    "path, label, byte_size, modified_ns, digest, width, height, format"

  func image(_ row: Row) throws -> ImageRecord {
    ImageRecord(
      path: try row.path(0), label: try row.optionalText(1), stamp: try row.stamp(2),
      digest: try row.digest(4), width: try row.count(5), height: try row.count(6),
      format: try row.text(7))
  }
}
