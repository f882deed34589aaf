import Glibc

/// A file that appears under its name only when it is whole and on the disk; until then it has a
/// temporary name beside it, and it vanishes if it is never finished.
final class AtomicFile {
  private let path: String
  private let temporaryPath: String
  private var descriptor: Int32

  /// - Throws: ``WeightsError/unwritable(path:reason:)``.
  init(path: String) throws {
    self.path = path
    self.temporaryPath =
      "\(path)\(Safetensors.temporaryInfix)\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    descriptor = Glibc.open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.unwritable(path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporaryPath)
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws {
    try Self.write(bytes, to: descriptor, path: path)
  }

  /// Flushes to the disk and gives the file its name, then flushes the directory too.
  func commit() throws {
    guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else { throw Self.unwritable(path) }
    close(descriptor)
    descriptor = -1
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let directoryDescriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directoryDescriptor >= 0 {
      fsync(directoryDescriptor)
      close(directoryDescriptor)
    }
  }

  /// Writes all of `bytes`, through interruptions and partial writes.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw unwritable(path)
      }
      rest = rest.dropFirst(written)
    }
  }

  private static func unwritable(_ path: String) -> WeightsError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }
}
