import GRDB

extension CatalogReader {
  /// The descriptors that the collection has vectors of; the first is its default.
  public func descriptors() throws -> [DescriptorRecord] {
    try list("\(Self.descriptorColumns) ORDER BY ordinal", [], descriptor)
  }

  /// The descriptor of a name.
  public func descriptor(named name: String) throws -> DescriptorRecord? {
    try first("\(Self.descriptorColumns) WHERE name = ?", [name], descriptor)
  }

  /// The descriptor with an id; `nil` once it was removed or replaced.
  public func descriptor(_ id: DescriptorRecord.ID) throws -> DescriptorRecord? {
    try first("\(Self.descriptorColumns) WHERE id = ?", [id.value], descriptor)
  }

  /// The rows of a descriptor's vectors whose content was removed, ascending; searches pass over them.
  public func holes(of descriptor: DescriptorRecord.ID) throws -> [Int] {
    try list(#"SELECT "row" FROM hole WHERE descriptor_id = ? ORDER BY "row""#, [descriptor.value]) {
      try $0.count(0)
    }
  }

  /// The contents that lack a descriptor's vector, in the order of their paths: all of them for a
  /// descriptor that was added to an indexed collection.
  public func contents(missing descriptor: DescriptorRecord.ID) throws -> [PendingContent] {
    // With min(), SQLite takes the other columns from the row that has the minimum.
    let sql = """
      SELECT content.digest, min(image.path), image.byte_size, image.modified_ns
      FROM content JOIN image ON image.content_id = content.id
      WHERE NOT EXISTS (
        SELECT 1 FROM embedding WHERE content_id = content.id AND descriptor_id = ?)
      GROUP BY content.id ORDER BY 2
      """
    return try list(sql, [descriptor.value]) { row in
      PendingContent(digest: try row.digest(0), path: try row.path(1), stamp: try row.stamp(2))
    }
  }

  private static let descriptorColumns = """
    SELECT id, name, dimension, model_digest, preprocessing, precision, version, vector_file, row_count,
      created, ordinal FROM descriptor
    """

  private func descriptor(_ row: Row) throws -> DescriptorRecord {
    let file = try row.text(7)
    guard VectorFileName.isPlain(file) else {
      throw DamagedValue(detail: "the vector file \"\(file)\" lies outside of the collection")
    }
    return DescriptorRecord(
      id: .init(value: try row.integer(0)), name: try row.text(1),
      stamp: DescriptorStamp(
        dimension: try row.count(2), modelDigest: try row.text(3), preprocessing: try row.text(4),
        precision: try row.text(5), version: Int(try row.integer(6))),
      vectorFile: file, rowCount: try row.count(8), created: try row.integer(9),
      ordinal: Int(try row.integer(10)))
  }
}
