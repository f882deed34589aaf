import Descriptors

/// The answer to a query.
public struct SearchResult: Sendable {
  /// The query as it was given.
  public let query: String
  /// The query's path in the collection, when it is a member: it is not among the matches then.
  public let member: String?
  /// The descriptor by which images were compared.
  public let descriptor: Descriptor
  /// The number of images that were compared.
  public let searched: Int
  /// The most similar images, best first; equal similarities are ordered by path.
  public let matches: [Match]
  /// Where the time went.
  public let timings: SearchTimings
}
