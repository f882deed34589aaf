import Glibc

/// What can be wrong with a file that was made from vectors: an index, or rows in a smaller number format.
///
/// Such files are derived data. Whoever meets one of these errors can search exactly meanwhile.
public enum IndexFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file does not begin as such a file does.
  case foreign(path: String, expected: String)
  /// The file is of a version, or for numbers, that this program does not read.
  case unsupported(path: String, what: String)
  /// The file does not have the size that its own numbers ask for.
  case wrongSize(path: String, bytes: Int, expected: Int)
  /// A value in the file cannot be right.
  case damaged(path: String, what: String)
  /// The file was made from other vectors than those that it is opened with.
  case otherVectors(path: String)
  /// There are more rows or components than such a file can hold.
  case tooLarge(path: String, what: String)
  /// A system call failed.
  case system(operation: String, path: String, code: CInt)

  /// One sentence with the values and the remedy.
  public var description: String {
    switch self {
    case .foreign(let path, let expected):
      "\(path) is not \(expected); \(Self.remedy)."
    case .unsupported(let path, let what):
      "\(path) is of \(what), which this version does not read; \(Self.remedy)."
    case .wrongSize(let path, let bytes, let expected):
      "\(path) has \(bytes) bytes where \(expected) belong; \(Self.remedy)."
    case .damaged(let path, let what):
      "\(path) is damaged: \(what); \(Self.remedy)."
    case .otherVectors(let path):
      "\(path) was made from other vectors than those of the collection; \(Self.remedy)."
    case .tooLarge(let path, let what):
      "\(path) cannot hold \(what); search exactly, with lithoscope index --index exact."
    case .system(let operation, let path, let code):
      "Cannot \(operation) \(path): \(strerror(code).map { String(cString: $0) } ?? "system error \(code)"); "
        + "check the folder and the disk, then run lithoscope index."
    }
  }

  private static let remedy = "make it anew with lithoscope index"

  /// The error of the system call that has just failed; read before anything else can change `errno`.
  static func last(_ operation: String, _ path: String) -> IndexFileError {
    .system(operation: operation, path: path, code: errno)
  }
}
