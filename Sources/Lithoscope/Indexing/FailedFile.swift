/// A file that could not be indexed, and why.
public struct FailedFile: Sendable, Hashable, Codable {
  /// Path relative to the folder.
  public let path: String
  /// One sentence that ends in a remedy.
  public let reason: String
}
