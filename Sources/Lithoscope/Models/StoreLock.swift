import Glibc

/// The right to change a store, held by one at a time across threads and processes (`flock`); it goes
/// with the process, so a killed pull blocks nobody.
final class StoreLock {
  private var descriptor: Int32

  /// Waits until the lock is free.
  ///
  /// - Parameter onWait: Called once when somebody else has it.
  /// - Throws: ``ModelError/unusableDirectory(_:reason:)``.
  init(directory: String, onWait: () -> Void) throws {
    descriptor = open("\(directory)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw ModelError.unusableDirectory(directory, reason: String(cString: strerror(errno)))
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK { onWait() }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw ModelError.unusableDirectory(directory, reason: String(cString: strerror(errno)))
      }
    }
  }

  deinit { release() }

  func release() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
  }
}
