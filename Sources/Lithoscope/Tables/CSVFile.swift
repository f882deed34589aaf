import Glibc

/// The bytes of a table's file, no more than are read.
enum CSVFile {
  /// Reads a regular file as a whole.
  static func read(_ path: String) throws(CSVError) -> [UInt8] {
    // Without O_NONBLOCK a pipe that nobody writes to would block for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a file")
    }
    guard status.st_size <= CSVTable.largestFile else {
      throw .tooLarge(path: path, bytes: Int64(status.st_size), limit: CSVTable.largestFile)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      // The file has shrunk meanwhile.
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  private static func failure(_ path: String) -> CSVError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
