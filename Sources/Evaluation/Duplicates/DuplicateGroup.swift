/// Items that pairs link to each other, directly or by way of others.
public struct DuplicateGroup: Sendable, Equatable {
  /// The items, ascending; at least two.
  public let items: [Int]
  /// The similarity of the least similar pair that links them. Items that are linked by way of others
  /// only may be less similar.
  public let leastSimilarity: Float
}
