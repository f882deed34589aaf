/// Which fold each pair of a query and an item belongs to, and which query counts it.
///
/// Groups of queries are dealt into folds at random, whole. A pair of two queries would be seen twice; the
/// query that comes first counts it, and it is of that query's fold.
struct PairFolds: Sendable {
  /// Folds, at most.
  static let most = 5

  let count: Int
  /// Whether every item is a query.
  let allAreQueries: Bool
  let isQuery: [Bool]
  private let foldOfGroup: [UInt8]
  private let groups: [Int32]

  /// - Returns: `nil` when there are fewer than two groups of queries.
  init?(_ task: RetrievalTask, seed: UInt64) {
    groups = task.denseGroups
    var isQuery = [Bool](repeating: false, count: task.count)
    var hasQuery = [Bool](repeating: false, count: task.groupCount)
    for query in task.queries {
      isQuery[query] = true
      hasQuery[Int(groups[query])] = true
    }
    var asking = hasQuery.indices.filter { hasQuery[$0] }
    guard asking.count >= 2 else { return nil }
    var random = SeededRandom(seed: seed)
    for place in asking.indices.dropLast() {
      asking.swapAt(place, place + random.below(asking.count - place))
    }
    count = min(Self.most, asking.count)
    var folds = [UInt8](repeating: 0, count: task.groupCount)
    for (turn, group) in asking.enumerated() { folds[group] = UInt8(turn % count) }
    foldOfGroup = folds
    self.isQuery = isQuery
    allAreQueries = task.queries.count == task.count
  }

  /// The fold of a query's pairs.
  func fold(of query: Int) -> Int { Int(foldOfGroup[Int(groups[query])]) }

  /// Whether the pair of a query and an item is counted by the item, which is a query that comes first.
  @inline(__always)
  func isCounted(byItem item: Int, not query: Int) -> Bool { item < query && isQuery[item] }
}
