/// An image file to write into the catalog: a path, the content found there, and a class.
public struct ImageEntry: Sendable, Hashable {
  /// Where the file lies below the root.
  public var path: RelativePath
  /// The content that it has; in the same batch or in the catalog already.
  public var digest: ContentDigest
  /// The file as it was when it was read.
  public var stamp: FileStamp
  /// Its class, if it has one.
  public var label: String?

  /// An entry.
  public init(path: RelativePath, digest: ContentDigest, stamp: FileStamp, label: String? = nil) {
    self.path = path
    self.digest = digest
    self.stamp = stamp
    self.label = label
  }
}
