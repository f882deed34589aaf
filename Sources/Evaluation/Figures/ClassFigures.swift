/// How well the queries of one class were answered.
public struct ClassFigures: Sendable, Equatable {
  /// The name of the class.
  public let name: String
  /// The items of the class, queries or not.
  public let items: Int
  /// The queries of the class that had nothing to find and were left out.
  public let queriesWithoutRelevant: Int
  /// The figures; `nil` when no query of the class could be measured.
  public let figures: RetrievalFigures?
}
