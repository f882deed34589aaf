import Glibc

/// The system's words for an error number.
enum SystemReason {
  /// Such as `Permission denied` for `EACCES`.
  static func text(_ code: Int32) -> String {
    let longest = 256
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest) { buffer in
      guard let base = buffer.baseAddress, strerror_r(code, base, longest) == 0 else {
        return "error \(code)"
      }
      return String(cString: base)
    }
  }
}
