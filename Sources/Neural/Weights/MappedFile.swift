import Glibc

/// A file mapped read-only into memory for as long as this object lives.
///
/// Model files are only ever replaced by renaming, never written in place, so the mapping stays whole;
/// a file that somebody else truncates while it is mapped would end the process (SIGBUS).
// Sendable: the mapping is read-only and both fields are constant.
final class MappedFile: @unchecked Sendable {
  let path: String
  let byteCount: Int
  private let base: UnsafeRawPointer?

  /// - Throws: ``WeightsError/unreadable(path:reason:)``, also for what is no regular file.
  init(path: String) throws {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw WeightsError.unreadable(path: path, reason: "it is not a regular file")
    }
    self.path = path
    self.byteCount = Int(status.st_size)
    guard byteCount > 0 else {
      self.base = nil
      return
    }
    guard let mapping = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), mapping != MAP_FAILED
    else {
      throw Self.unreadable(path)
    }
    self.base = UnsafeRawPointer(mapping)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }
  }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: base, count: byteCount)) }
  }

  private static func unreadable(_ path: String) -> WeightsError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
