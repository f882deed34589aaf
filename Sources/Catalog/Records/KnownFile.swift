/// What the catalog knows of one image file: enough to tell whether it must be read again.
public struct KnownFile: Sendable, Hashable {
  /// The file as it was when it was read.
  public let stamp: FileStamp
  /// The digest of its bytes then.
  public let digest: ContentDigest
  /// Its class, if it has one.
  public let label: String?
}
