import Glibc

/// A file that appears complete or not at all.
public enum WholeFile {
  /// Writes beside the target and renames, so that no reader ever sees half a picture.
  ///
  /// - Throws: ``PixelBufferError/cannotWrite(path:reason:)``.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    let readableByAll: mode_t = 0o644
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, readableByAll)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try writeAll(bytes, to: descriptor, path: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let written = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if written < 0 {
          if errno == EINTR { continue }
          throw failure(path)
        }
        done += written
      }
    }
  }

  private static func failure(_ path: String) -> PixelBufferError {
    .cannotWrite(path: path, reason: SystemReason.text(errno))
  }
}
