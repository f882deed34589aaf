/// A content that lacks a descriptor's vector, and a file that has the content.
public struct PendingContent: Sendable, Hashable {
  /// The digest of the bytes.
  public let digest: ContentDigest
  /// The first file, in the order of paths, that has these bytes.
  public let path: RelativePath
  /// That file as it was when it was read; if it has changed since, its bytes are others.
  public let stamp: FileStamp
}
