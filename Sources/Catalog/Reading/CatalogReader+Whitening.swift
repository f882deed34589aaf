import GRDB

extension CatalogReader {
  /// Longer parameters are no whitening: 65,536 columns with ten directions take 3 MB.
  private static let mostParameterBytes = 4 << 20

  /// The whitened vectors of a descriptor, if there are any.
  public func whitening(of descriptor: DescriptorRecord.ID) throws -> WhiteningRecord? {
    guard try hasWhitenings() else { return nil }
    return try first("\(Self.whiteningColumns) AND descriptor_id = ?", [descriptor.value], whitening)
  }

  /// All whitened vectors, in the order of the descriptors.
  public func whitenings() throws -> [WhiteningRecord] {
    guard try hasWhitenings() else { return [] }
    return try list("\(Self.whiteningColumns) ORDER BY descriptor_id", [], whitening)
  }

  /// A catalog of format 1 that is open for reading only has no table of them.
  private func hasWhitenings() throws -> Bool {
    try first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'whitening'", []) { _ in true }
      ?? false
  }

  // Whitened vectors are deleted freely. A catalog that names a descriptor's own file as one of them is damaged,
  // and has none there.
  private static let whiteningColumns = """
    SELECT file, row_count, parameters, fitted_rows, fitted_contents, created FROM whitening
    WHERE file NOT IN (SELECT vector_file FROM descriptor)
    """

  private func whitening(_ row: Row) throws -> WhiteningRecord {
    let file = try row.text(0)
    guard VectorFileName.isPlain(file) else {
      throw DamagedValue(detail: "the vector file \"\(file)\" lies outside of the collection")
    }
    let parameters = try row.withUnsafeData(atIndex: 2) { data in
      data.flatMap { $0.count <= Self.mostParameterBytes ? Array($0) : nil } ?? []
    }
    return WhiteningRecord(
      file: file, rowCount: try row.count(1), parameters: parameters, fittedRows: try row.count(3),
      fittedContents: try row.count(4), created: try row.integer(5))
  }
}
