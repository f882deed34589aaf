import Glibc

/// Writes a file whole or not at all: beside its place first, synchronised, then renamed.
///
/// The file is made at its full size and mapped, so that its parts can be filled in any order and by any thread.
struct IndexFileWriter {
  private let path: String
  private let bytes: Int

  init(path: String, bytes: Int) {
    self.path = path
    self.bytes = bytes
  }

  /// Calls `fill` with the new file's bytes, all zero, and puts the file in its place when that returns true.
  ///
  /// - Returns: whether `fill` returned true; otherwise nothing is left behind.
  /// - Throws: `IndexFileError.system`, with nothing left behind.
  func write(_ fill: (UnsafeMutableRawPointer) -> Bool) throws(IndexFileError) -> Bool {
    let temporary = "\(path).new"
    // Left by a killed run, or another's: this name is nobody's.
    unlink(temporary)
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("create", temporary) }
    var isDone = false
    defer {
      close(descriptor)
      if !isDone { unlink(temporary) }
    }
    // Blocks are taken now: writing to a mapped file on a full disk would end the process.
    let code = posix_fallocate(descriptor, 0, off_t(max(bytes, 1)))
    guard code == 0 else { throw .system(operation: "write", path: path, code: code) }
    guard
      let start = mmap(nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      start != MAP_FAILED
    else { throw .last("map", temporary) }
    defer { munmap(start, max(bytes, 1)) }
    guard fill(start) else { return false }
    guard msync(start, max(bytes, 1), MS_SYNC) == 0, fsync(descriptor) == 0 else {
      throw .last("write", path)
    }
    guard rename(temporary, path) == 0 else { throw .last("create", path) }
    isDone = true
    synchronizeFolder()
    return true
  }

  /// Makes the new name outlast a power cut, where the file system can.
  private func synchronizeFolder() {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
