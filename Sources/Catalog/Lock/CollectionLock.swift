import Glibc
import Synchronization

/// The right to write to a collection: one process has it at a time.
///
/// The lock is the system's own on the file `lock` in the collection's folder. It is free again when
/// ``release()`` is called, when this object goes, or when the process ends, however it ends. The file
/// stays; it says who holds the lock.
public final class CollectionLock: Sendable {
  /// The name of the file in the collection's folder.
  public static let fileName = "lock"

  /// The open file, or `nil` once released.
  private let descriptor: Mutex<CInt?>

  private init(descriptor: CInt) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Takes the lock of a collection.
  ///
  /// Keep the result, and call ``release()`` when the work is done: Swift may let go of a constant after
  /// its last use.
  ///
  /// - Parameters:
  ///   - folder: the collection's folder, which exists.
  ///   - waiting: whether to wait, blocking the thread, until whoever holds the lock is done.
  ///   - whenHeld: called once, before waiting, with the holder.
  /// - Throws: `CollectionLockError`, `.held` when another process has the lock and `waiting` is false.
  public static func acquire(
    folder: String, waiting: Bool = false, whenHeld: (LockHolder?) -> Void = { _ in }
  ) throws(CollectionLockError) -> CollectionLock {
    let path = folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
    var told = false
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw .system(path: path, code: errno) }
      var code = lock(descriptor, LOCK_EX | LOCK_NB)
      if code == EWOULDBLOCK {
        let holder = holder(descriptor)
        guard waiting else {
          close(descriptor)
          throw .held(path: path, by: holder)
        }
        if !told { whenHeld(holder) }
        told = true
        code = lock(descriptor, LOCK_EX)
      }
      guard code == 0 else {
        close(descriptor)
        throw .system(path: path, code: code)
      }
      // Someone may have deleted the file meanwhile: a lock on a file without a name locks nothing.
      guard isStill(descriptor, at: path) else {
        close(descriptor)
        continue
      }
      write(LockHolder.current(), to: descriptor)
      return CollectionLock(descriptor: descriptor)
    }
  }

  /// Gives the lock back; nothing happens the second time.
  public func release() {
    descriptor.withLock { descriptor in
      guard let open = descriptor else { return }
      // Closing gives the lock back, so the file must stop naming us before.
      _ = ftruncate(open, 0)
      close(open)
      descriptor = nil
    }
  }

  /// Applies a lock operation; the error's number, or 0.
  private static func lock(_ descriptor: CInt, _ operation: CInt) -> CInt {
    while flock(descriptor, operation) != 0 {
      guard errno == EINTR else { return errno }
    }
    return 0
  }

  private static func isStill(_ descriptor: CInt, at path: String) -> Bool {
    var (mine, named) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &named) == 0
      && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }

  /// Who holds the lock, as the file says; `nil` while it is being written.
  private static func holder(_ descriptor: CInt) -> LockHolder? {
    // Two numbers and a host name of at most 255 bytes.
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? LockHolder(line: buffer.prefix(count)) : nil
  }

  /// Names the holder. The name is for people: where it cannot be written, the lock holds all the same.
  private static func write(_ holder: LockHolder, to descriptor: CInt) {
    let line = holder.line
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, line, line.count, 0)
  }
}
