/// A file of an index as it was when it was hashed.
///
/// As long as size, times and inode are the same, so is the content, since nothing writes to a file without changing
/// its times. Where one of them differs, as in a collection that was copied, the digest decides.
public struct IndexFileRecord: Sendable, Hashable, Codable {
  /// The file's name, without a folder.
  public var name: String
  /// SHA-256 of its bytes, 64 hexadecimal digits in lower case.
  public var digest: String
  /// Its size in bytes.
  public var bytes: Int64
  /// When its content was last modified, in nanoseconds since 1970.
  public var modifiedNanoseconds: Int64
  /// When its inode was last changed, in nanoseconds since 1970; no program can set this.
  public var changedNanoseconds: Int64
  /// Its number on its file system.
  public var inode: UInt64

  /// A file.
  public init(
    name: String, digest: String, bytes: Int64, modifiedNanoseconds: Int64, changedNanoseconds: Int64,
    inode: UInt64
  ) {
    self.name = name
    self.digest = digest
    self.bytes = bytes
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedNanoseconds = changedNanoseconds
    self.inode = inode
  }
}
