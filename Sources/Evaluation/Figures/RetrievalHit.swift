/// One result of a query.
public struct RetrievalHit: Sendable, Equatable {
  /// The item found.
  public let item: Int
  /// Its similarity to the query.
  public let similarity: Float
}
