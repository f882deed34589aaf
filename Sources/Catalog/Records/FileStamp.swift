/// What a file looked like from outside when it was read: as long as this is the same, it is not read again.
public struct FileStamp: Sendable, Hashable {
  /// The file's size in bytes.
  public var byteSize: Int64
  /// When the file was last modified, in nanoseconds since 1970.
  public var modifiedNanoseconds: Int64

  /// A stamp.
  public init(byteSize: Int64, modifiedNanoseconds: Int64) {
    self.byteSize = byteSize
    self.modifiedNanoseconds = modifiedNanoseconds
  }
}
