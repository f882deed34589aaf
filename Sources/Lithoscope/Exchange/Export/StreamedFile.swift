import Glibc

/// A file that is written piece by piece under a temporary name, and appears under its own when it is whole and on
/// the disk. It vanishes if it is never published.
final class StreamedFile {
  /// Bytes that are gathered before the system is asked to write.
  private static let bufferSize = 1 << 20

  /// The name that it will have.
  let path: String
  private let temporary: String
  private var descriptor: CInt
  private var isPublished = false
  private var buffer: [UInt8] = []

  /// Begins a file.
  ///
  /// - Throws: ``ExportError/unwritable(path:reason:)``.
  init(path: String) throws(ExportError) {
    let readableByAll: mode_t = 0o666
    self.path = path
    temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, readableByAll)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isPublished { unlink(temporary) }
  }

  /// Appends text.
  func append(_ text: String) throws(ExportError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes.
  func append(_ bytes: some Sequence<UInt8>) throws(ExportError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Returns once everything is on the disk; the file does not have its name yet.
  func finish() throws(ExportError) {
    try flush()
    while fsync(descriptor) != 0 {
      // Pipes and some devices cannot be synchronised.
      if errno == EINVAL { break }
      guard errno == EINTR else { throw Self.failure(path, errno) }
    }
    let code = close(descriptor)
    descriptor = -1
    guard code == 0 else { throw Self.failure(path, errno) }
  }

  /// Gives a finished file its name.
  func publish() throws(ExportError) {
    guard rename(temporary, path) == 0 else { throw Self.failure(path, errno) }
    isPublished = true
  }

  private func flush() throws(ExportError) {
    var done = 0
    while done < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if written < 0, errno == EINTR { continue }
      // To write nothing without an error is what a full device may do.
      guard written > 0 else { throw Self.failure(path, written < 0 ? errno : ENOSPC) }
      done += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ path: String, _ code: CInt) -> ExportError {
    .unwritable(path: path, reason: String(cString: strerror(code)))
  }
}
