/// Two items that are alike.
public struct DuplicatePair: Sendable, Equatable {
  /// The one that comes first.
  public let first: Int
  /// The one that comes later.
  public let second: Int
  /// Their similarity.
  public let similarity: Float

  /// Two items in any order.
  public init(_ one: Int, _ other: Int, similarity: Float) {
    first = min(one, other)
    second = max(one, other)
    self.similarity = similarity
  }
}
