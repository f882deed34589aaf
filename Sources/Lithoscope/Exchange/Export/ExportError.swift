/// Why vectors cannot be exported.
public enum ExportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A file cannot be written.
  case unwritable(path: String, reason: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unwritable(let path, let reason):
      "\(path) cannot be written (\(reason)); choose a place that is yours and has room, with --out PATH."
    }
  }
}
