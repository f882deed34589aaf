import GRDB

extension CatalogReader {
  /// All image files and what is known of them.
  ///
  /// Takes some 200 bytes a file; ``forEachKnownFile(_:)`` takes none.
  public func knownFiles() throws -> [RelativePath: KnownFile] {
    var files: [RelativePath: KnownFile] = [:]
    files.reserveCapacity(try counts().images)
    try forEachKnownFile { files[$0] = $1 }
    return files
  }

  /// Calls `body` with every image file, in the order of their paths.
  public func forEachKnownFile(_ body: (RelativePath, KnownFile) throws -> Void) throws {
    try each("\(Self.fileColumns) ORDER BY image.path") { try body($0.path(0), knownFile($0)) }
  }

  /// What is known of one image file.
  public func knownFile(at path: RelativePath) throws -> KnownFile? {
    try first("\(Self.fileColumns) WHERE image.path = ?", [path.string], knownFile)
  }

  private static let fileColumns = """
    SELECT image.path, byte_size, modified_ns, digest, label
    FROM image JOIN content ON content.id = image.content_id
    """

  private func knownFile(_ row: Row) throws -> KnownFile {
    KnownFile(stamp: try row.stamp(1), digest: try row.digest(3), label: try row.optionalText(4))
  }
}
