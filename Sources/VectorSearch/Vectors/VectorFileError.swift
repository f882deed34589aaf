import Glibc

/// What can be wrong with a file of vectors on disk.
public enum VectorFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file holds less than the rows that were committed.
  case tooShort(path: String, bytes: Int, expected: Int)
  /// Rows times dimension is not a size that a file can have; the numbers come from a damaged catalog.
  case impossibleSize(path: String, rows: Int, dimension: Int)
  /// Appended components do not make whole rows.
  case partialRow(path: String, components: Int, dimension: Int)
  /// A system call failed.
  case system(operation: String, path: String, code: CInt)

  /// One sentence with the values and the remedy.
  public var description: String {
    switch self {
    case .tooShort(let path, let bytes, let expected):
      "The vector file \(path) has \(bytes) bytes where the catalog counts on \(expected); "
        + "run lithoscope index --rebuild."
    case .impossibleSize(let path, let rows, let dimension):
      "The vector file \(path) cannot hold \(rows) rows of \(dimension) components; "
        + "run lithoscope index --rebuild."
    case .partialRow(let path, let components, let dimension):
      "\(components) components are not whole rows of \(dimension) for the vector file \(path); "
        + "append complete vectors."
    case .system(let operation, let path, let code):
      "Cannot \(operation) the vector file \(path): \(Self.reason(code)); \(Self.remedy(code))."
    }
  }

  /// The error of the system call that has just failed; read before anything else can change `errno`.
  static func last(_ operation: String, _ path: String) -> VectorFileError {
    .system(operation: operation, path: path, code: errno)
  }

  private static func reason(_ code: CInt) -> String {
    // The C library keeps one message buffer for each thread.
    strerror(code).map { String(cString: $0) } ?? "system error \(code)"
  }

  private static func remedy(_ code: CInt) -> String {
    switch code {
    case ENOSPC, EDQUOT: "free some space and run the same command again"
    case EACCES, EPERM, EROFS: "use a folder that you may write, with --collection DIR"
    case ENOENT: "run lithoscope index --rebuild"
    case EMFILE, ENFILE: "close other programs or raise the limit with ulimit -n"
    case EFBIG: "raise the file size limit with ulimit -f"
    case ENOMEM: "close other programs and try again"
    default: "check the disk and run the same command again"
    }
  }
}
