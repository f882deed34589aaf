import Glibc

/// The process that holds a collection's lock, as it wrote itself into the lock file.
public struct LockHolder: Sendable, Hashable, CustomStringConvertible {
  /// The number of the process on its machine.
  public let process: Int32
  /// The name of the machine.
  public let host: String
  /// When it took the lock, in seconds since 1970.
  public let since: Int64

  /// `process 4711 on granite since 2025-03-01 09:30:00 UTC`.
  public var description: String {
    "process \(process) on \(host) since \(Self.format(since))"
  }

  /// The calling process, now.
  static func current() -> LockHolder {
    // POSIX allows host names of up to 255 bytes.
    var name = [CChar](repeating: 0, count: 256)
    let named = gethostname(&name, name.count - 1) == 0
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return LockHolder(
      process: getpid(), host: named ? String(decoding: bytes, as: UTF8.self) : "this machine",
      since: Int64(time(nil)))
  }

  init(process: Int32, host: String, since: Int64) {
    self.process = process
    self.host = host
    self.since = since
  }

  /// The holder that a lock file names: three fields with tabs between them and a line feed at the end.
  init?(line: some Collection<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    guard let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let fields = text[..<end].split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 3, let process = Int32(fields[0]), let since = Int64(fields[2]) else { return nil }
    // The name goes to a terminal: nothing that controls one may come from a file.
    let host = fields[1].unicodeScalars.filter { !$0.properties.generalCategory.controls }
    self.init(process: process, host: String(String.UnicodeScalarView(host)), since: since)
  }

  /// What goes into the lock file.
  var line: [UInt8] { Array("\(process)\t\(host)\t\(since)\n".utf8) }

  private static func format(_ seconds: Int64) -> String {
    var (moment, parts) = (time_t(seconds), tm())
    guard gmtime_r(&moment, &parts) != nil else { return "second \(seconds)" }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(Int(parts.tm_year) + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    return "\(date) \(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec)) UTC"
  }
}

extension Unicode.GeneralCategory {
  /// Whether a scalar of this category controls the display instead of being shown.
  fileprivate var controls: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
