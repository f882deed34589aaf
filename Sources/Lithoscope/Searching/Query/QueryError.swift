/// Why a query image could not be described.
public struct QueryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as it was given.
  public let path: String
  /// One sentence that ends in a remedy.
  public let reason: String

  /// The file and the reason.
  public var description: String { "\(path): \(reason)" }
}
