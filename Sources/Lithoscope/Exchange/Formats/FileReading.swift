import Glibc

/// A regular file that is read from its beginning to its end, piece by piece.
final class FileReading {
  let path: String
  /// Bytes when it was opened.
  let size: Int64
  private let descriptor: CInt

  /// Opens a file.
  ///
  /// - Throws: ``ImportError/unreadable(path:reason:)``.
  convenience init(path: String) throws(ImportError) {
    guard let descriptor = Self.open(path) else { throw Self.failure(path, errno) }
    try self.init(path, descriptor)
  }

  /// The same; nil where there is no such file and `mayBeMissing`.
  convenience init?(path: String, mayBeMissing: Bool) throws(ImportError) {
    guard let descriptor = Self.open(path) else {
      guard mayBeMissing, errno == ENOENT else { throw Self.failure(path, errno) }
      return nil
    }
    try self.init(path, descriptor)
  }

  private init(_ path: String, _ descriptor: CInt) throws(ImportError) {
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(path: path, reason: "it is not a file")
    }
    self.path = path
    self.descriptor = descriptor
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// The next bytes: `count` of them, fewer at the end, none behind it.
  func next(_ count: Int) throws(ImportError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.failure(path, errno) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  private static func open(_ path: String) -> CInt? {
    // Without O_NONBLOCK a pipe that nobody writes to would block for ever.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    return descriptor >= 0 ? descriptor : nil
  }

  private static func failure(_ path: String, _ code: CInt) -> ImportError {
    .unreadable(path: path, reason: String(cString: strerror(code)))
  }
}
