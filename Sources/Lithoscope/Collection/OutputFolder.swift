import Glibc

/// A folder for what a command writes.
enum OutputFolder {
  /// Makes a folder and those above it that are missing; nothing happens when it is there.
  ///
  /// - Throws: ``CollectionError/folderUnwritable(path:reason:)``.
  static func make(_ path: String) throws(CollectionError) {
    if let code = create(path) {
      throw .folderUnwritable(path: path, reason: String(cString: strerror(code)))
    }
  }

  /// The same; returns the error's number rather than throwing.
  static func create(_ path: String) -> Int32? {
    if mkdir(path, 0o777) == 0 || errno == EEXIST && isFolder(path) { return nil }
    let code = errno
    let bytes = Array(path.utf8)
    guard code == ENOENT, let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return code }
    if let above = create(String(decoding: bytes[..<slash], as: UTF8.self)) { return above }
    return mkdir(path, 0o777) == 0 || errno == EEXIST ? nil : errno
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      errno = ENOTDIR
      return false
    }
    return true
  }
}
