import GRDB

/// What somebody needs who keeps the whole catalog in memory for as long as its revision stands.
extension CatalogReader {
  /// Calls `body` with every image, in the order of their paths.
  public func forEachCatalogedImage(_ body: (CatalogedImage) throws -> Void) throws {
    let sql = """
      SELECT \(Self.imageColumns), image.id, content_id, exif
      FROM image JOIN content ON content.id = content_id ORDER BY path
      """
    try each(sql) { row in
      try body(
        CatalogedImage(
          id: row.integer(8), content: row.integer(9), record: image(row), exif: row.optionalText(10)))
    }
  }

  /// The row of the vector of every content that has one, by the content's number.
  public func rowsByContent(of descriptor: DescriptorRecord.ID) throws -> [Int64: Int] {
    var rows: [Int64: Int] = [:]
    try each(#"SELECT content_id, "row" FROM embedding WHERE descriptor_id = ?"#, [descriptor.value]) {
      rows[try $0.integer(0)] = try $0.count(1)
    }
    return rows
  }
}
