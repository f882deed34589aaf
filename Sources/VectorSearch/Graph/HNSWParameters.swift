/// How a graph is built; the names in brackets are those of the paper (Malkov & Yashunin, 2018, arXiv:1603.09320).
public struct HNSWParameters: Sendable, Hashable {
  /// Neighbours that a new row is linked to, and has at most above level 0 (`M`); twice as many on level 0. In 2…128.
  public var neighbours = 16
  /// How many candidates a new row's neighbours are chosen from (`efConstruction`). In 8…4096.
  public var constructionBreadth = 200
  /// What the rows' levels are drawn from. With one thread the same rows and seed make the same graph.
  public var seed: UInt64 = 0

  /// The numbers of neighbours that a graph can have.
  public static let neighbourRange = 2...128
  /// The breadths that it can be built with.
  public static let breadthRange = 8...4096

  /// The defaults.
  public init() {}

  /// The parameters, brought into their ranges.
  var bounded: HNSWParameters {
    var bounded = self
    bounded.neighbours = min(max(neighbours, Self.neighbourRange.lowerBound), Self.neighbourRange.upperBound)
    bounded.constructionBreadth = min(
      max(constructionBreadth, Self.breadthRange.lowerBound), Self.breadthRange.upperBound)
    return bounded
  }
}
