/// Two rows of a batch and whether they show the same.
public struct EmbeddingPair: Sendable, Equatable {
  /// The number of a row.
  public let first: Int
  /// The number of another row.
  public let second: Int
  /// Whether the two should lie close to each other.
  public let isSame: Bool

  /// Two rows of a batch and whether they show the same.
  public init(first: Int, second: Int, isSame: Bool) {
    self.first = first
    self.second = second
    self.isSame = isSame
  }
}
