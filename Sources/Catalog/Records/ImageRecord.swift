/// One image file of the collection as the catalog knows it.
public struct ImageRecord: Sendable, Hashable {
  /// Where the file lies below the root.
  public let path: RelativePath
  /// Its class, if it has one.
  public let label: String?
  /// The file as it was when it was read.
  public let stamp: FileStamp
  /// The digest of its bytes.
  public let digest: ContentDigest
  /// Pixels across, upright.
  public let width: Int
  /// Pixels down, upright.
  public let height: Int
  /// The format that the bytes have, such as `jpeg`.
  public let format: String
}
