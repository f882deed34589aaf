/// Pairs with about the same predicted chance, and how often they did share a label.
public struct ReliabilityBin: Sendable, Equatable {
  /// The mean predicted chance of the pairs.
  public let predicted: Double
  /// The share of the pairs that share a label.
  public let observed: Double
  /// The pairs in the bin, at least 1.
  public let pairs: Int
}
