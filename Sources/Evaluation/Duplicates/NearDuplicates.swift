/// All pairs of items at least as similar as a threshold, and the groups that they make.
public struct NearDuplicates: Sendable, Equatable {
  /// The pairs found, by first and then second item.
  public let pairs: [DuplicatePair]
  /// The groups that the pairs make, by their first items.
  public let groups: [DuplicateGroup]
  /// Items that were compared with all that follow them: all, unless the limit on pairs was reached. The
  /// pairs of these are complete.
  public let itemsCompared: Int
  /// All items.
  public let items: Int

  /// Whether every pair is there: the limit was not reached.
  public var isComplete: Bool { itemsCompared == items }

  /// Pairs that are found before the search stops: 60 MB of them.
  public static let mostPairs = 5_000_000

  /// Finds the pairs of a descriptor.
  ///
  /// - Parameters:
  ///   - threshold: the least similarity of a pair.
  ///   - limit: the most pairs kept; the search stops before the item that would exceed it.
  ///   - threads: threads that work; `nil` for one on each core.
  ///   - progress: called on this thread after each block with the items done and all; `false` stops.
  /// - Returns: the pairs, or `nil` when `progress` stopped it.
  /// - Throws: ``EvaluationError``.
  public static func find(
    in vectors: EvaluatedVectors, threshold: Float, limit: Int = mostPairs, threads: Int? = nil,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(EvaluationError) -> NearDuplicates? {
    nil
  }
}
