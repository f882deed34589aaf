extension CatalogReader {
  /// The index over a descriptor's vectors; nil where there is none, or what is kept of it is damaged.
  public func index(of descriptor: DescriptorRecord.ID) throws -> IndexRecord? {
    try property(IndexRecord.propertyName(descriptor)).flatMap(IndexRecord.init(text:))
  }

  /// All indexes, in no particular order.
  public func indexes() throws -> [IndexRecord] {
    let texts = try list(
      "SELECT value FROM property WHERE substr(name, 1, ?) = ?",
      [IndexRecord.propertyPrefix.count, IndexRecord.propertyPrefix]
    ) { try $0.text(0) }
    return texts.compactMap(IndexRecord.init(text:))
  }
}
