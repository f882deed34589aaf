/// A file that could not be indexed, and why.
public struct FailureRecord: Sendable, Hashable {
  /// Where the file lies below the root.
  public var path: RelativePath
  /// One sentence for the user.
  public var reason: String
  /// The file as it was then; `nil` where it could not even be looked at, as a dangling link.
  public var stamp: FileStamp?
  /// When it failed, in seconds since 1970.
  public var time: Int64

  /// A failure.
  public init(path: RelativePath, reason: String, stamp: FileStamp?, time: Int64) {
    self.path = path
    self.reason = reason
    self.stamp = stamp
    self.time = time
  }
}
