extension CatalogReader {
  /// All images, in the order of their paths.
  public func images() throws -> [ImageRecord] {
    try list(
      "SELECT \(Self.imageColumns) FROM image JOIN content ON content.id = content_id ORDER BY path"
    ) { try image($0) }
  }

  /// The row of the vector of every content that has one.
  public func rows(of descriptor: DescriptorRecord.ID) throws -> [ContentDigest: Int] {
    let sql = """
      SELECT digest, "row" FROM embedding JOIN content ON content.id = content_id WHERE descriptor_id = ?
      """
    var rows: [ContentDigest: Int] = [:]
    try each(sql, [descriptor.value]) { rows[try $0.digest(0)] = try $0.count(1) }
    return rows
  }

  /// The rows that contents have, in the order of their digests: the same contents come in the same order,
  /// wherever their rows are.
  public func rowsByDigest(of descriptor: DescriptorRecord.ID) throws -> [Int] {
    let sql = """
      SELECT "row" FROM embedding JOIN content ON content.id = content_id WHERE descriptor_id = ? ORDER BY digest
      """
    return try list(sql, [descriptor.value]) { try $0.count(0) }
  }

  /// What was found out about the meaning of a descriptor's similarities; `nil` where nobody has, or where
  /// the descriptor's vectors were computed anew since.
  public func calibration(of descriptor: DescriptorRecord.ID) throws -> CalibrationRecord? {
    try property(CalibrationRecord.propertyName(descriptor)).flatMap(CalibrationRecord.init(text:))
  }
}
