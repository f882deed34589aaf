import Catalog
import Crypto
import Glibc
import VectorSearch

extension IndexFileRecord {
  /// Read at once for the digest: large enough that calls cost nothing, small enough for the cache.
  private static let bytesAtOnce = 1 << 20

  /// Hashes a file.
  ///
  /// - Throws: `IndexFileError`, `.system` when it cannot be read.
  init(hashing name: String, at path: String) throws(IndexFileError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(operation: "open", path: path, code: errno) }
    defer { close(file) }
    // Before the bytes are read: whoever writes meanwhile makes a later stamp differ.
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(operation: "look at", path: path, code: errno) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: Self.bytesAtOnce)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(operation: "read", path: path, code: errno) }
      guard count > 0 else { break }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    self.init(
      name: name,
      digest: hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(),
      bytes: Int64(status.st_size), modifiedNanoseconds: Self.nanoseconds(status.st_mtim),
      changedNanoseconds: Self.nanoseconds(status.st_ctim), inode: UInt64(status.st_ino))
  }

  /// Whether a file is still the one that was hashed, by its stamp alone.
  func isUntouched(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int64(status.st_size) == bytes
      && Self.nanoseconds(status.st_mtim) == modifiedNanoseconds
      && Self.nanoseconds(status.st_ctim) == changedNanoseconds && UInt64(status.st_ino) == inode
  }

  /// The record of a file as it is now, if its content is what was hashed: at once where its stamp is the same, after
  /// hashing it again where it is not.
  ///
  /// - Throws: ``IndexProblem``.
  func verified(at path: String) throws(IndexProblem) -> IndexFileRecord {
    if isUntouched(at: path) { return self }
    let now: IndexFileRecord
    do { now = try IndexFileRecord(hashing: name, at: path) } catch { throw IndexProblem(error) }
    guard now.digest == digest else { throw .altered(path: path) }
    return now
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
