import Glibc

/// A piece of mapped memory: a file's bytes, read-only, or memory of our own.
///
/// The pointer stays valid as long as the object lives.
final class MappedMemory: @unchecked Sendable {
  // Sendable because the properties are constant; who writes the memory does so before it is shared.

  let start: UnsafeMutableRawPointer
  let bytes: Int

  /// Memory filled with zeros, taken from the system page by page as it is touched.
  init(bytes: Int) throws(IndexFileError) {
    let name = "in memory"
    guard
      let start = mmap(
        nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
      start != MAP_FAILED
    else { throw .last("take memory for an index", name) }
    self.start = start
    self.bytes = bytes
  }

  /// The bytes of a file, none of which is read yet.
  init(path: String) throws(IndexFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    // The map outlives the file descriptor.
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("inspect", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(operation: "read", path: path, code: EINVAL)
    }
    bytes = Int(status.st_size)
    guard bytes > 0 else { throw .wrongSize(path: path, bytes: 0, expected: 1) }
    guard let start = mmap(nil, bytes, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      throw .last("map", path)
    }
    self.start = start
  }

  deinit { munmap(start, max(bytes, 1)) }
}
