/// Rows that were appended to a descriptor's file of vectors and synchronised, ready to be committed.
public struct EmbeddedRows: Sendable, Hashable {
  /// The descriptor.
  public var descriptor: DescriptorRecord.ID
  /// The row of the first of them: the descriptor's committed `rowCount`.
  public var firstRow: Int
  /// The contents of the rows, in their order.
  public var digests: [ContentDigest]

  /// Rows of a descriptor.
  public init(descriptor: DescriptorRecord.ID, firstRow: Int, digests: [ContentDigest]) {
    self.descriptor = descriptor
    self.firstRow = firstRow
    self.digests = digests
  }
}
