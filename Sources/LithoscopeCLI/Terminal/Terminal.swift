import Glibc

/// The two streams: results on standard output, everything else on standard error.
enum Terminal {
  /// Whether a person watches standard error.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Writes a line of results; a result that cannot be written is a failure of the command.
  static func print(_ line: String) {
    guard let code = write(line + "\n", to: STDOUT_FILENO) else { return }
    complain(
      "The result cannot be written to standard output (\(String(cString: strerror(code)))); make room, or send "
        + "it elsewhere.")
    exit(EXIT_FAILURE)
  }

  /// Writes a line of news, a warning or a reason.
  static func complain(_ line: String) { _ = write(line + "\n", to: STDERR_FILENO) }

  /// Writes to standard error as it is, for progress bars.
  static func draw(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Columns of the terminal; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A path or name on one line: line breaks and other control characters are shown as escapes.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      case _ where scalar.properties.generalCategory == .control:
        "\\u{" + String(scalar.value, radix: 16) + "}"
      default: String(scalar)
      }
    }.joined()
  }

  /// Writes all of a text, or returns the error's number.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      // A reader that has gone away ends the process by SIGPIPE, quietly.
      guard written > 0 else { return written < 0 ? errno : ENOSPC }
      bytes = bytes.dropFirst(written)
    }
    return nil
  }
}
