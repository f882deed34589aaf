import Glibc

/// A file that never reaches a disk, for tests that write thousands; it goes with the last that has it open.
final class MemoryFile {
  private let descriptor: CInt

  init(_ bytes: [UInt8]) throws {
    let name = "/lithoscope-test-\(UInt64.random(in: .min ... .max))"
    descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
    shm_unlink(name)
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
      throw POSIXFailure(code: errno)
    }
  }

  deinit { close(descriptor) }

  var path: String { "/proc/self/fd/\(descriptor)" }

  struct POSIXFailure: Error {
    let code: CInt
  }
}
