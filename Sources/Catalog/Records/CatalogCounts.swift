/// How much a catalog holds.
public struct CatalogCounts: Sendable, Hashable {
  /// Image files.
  public let images: Int
  /// Different contents; at most as many as images.
  public let contents: Int
  /// Files that could not be indexed.
  public let failures: Int
}
