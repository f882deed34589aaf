import Glibc

/// An image file opened for reading; the one owner of its descriptor.
final class ImageFile {
  /// The open descriptor.
  let descriptor: Int32

  /// Its length in bytes when it was opened.
  let length: Int

  /// Opens a regular file. Pipes and devices are refused rather than waited for.
  init(path: String) throws(ImageDecodingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? .notARegularFile : .unreadable(reason: SystemReason.text(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = SystemReason.text(errno)
      close(descriptor)
      throw .unreadable(reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notARegularFile
    }
    self.descriptor = descriptor
    length = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// The first `count` bytes, fewer when the file is shorter.
  func read(first count: Int) throws(ImageDecodingError) -> [UInt8] {
    try read(min(count, length), from: 0)
  }

  /// The last `count` bytes, fewer when the file is shorter.
  func read(last count: Int) throws(ImageDecodingError) -> [UInt8] {
    let wanted = min(count, length)
    return try read(wanted, from: length - wanted)
  }

  private func read(_ wanted: Int, from start: Int) throws(ImageDecodingError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, done in
      while done < wanted {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + done }, wanted - done, off_t(start + done))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        done += got
      }
    }
    if failure != 0 { throw .unreadable(reason: SystemReason.text(failure)) }
    return bytes
  }
}
