/// Queries whose database holds a duplicate of them: it is found first, and teaches nothing.
public struct DuplicateLeakage: Sendable, Equatable {
  /// The queries.
  public let queries: Int
  /// Queries with a duplicate of their own label in their database: they flatter.
  public let flattered: Int
  /// Queries with a duplicate of another label in their database: one of the labels is wrong.
  public let contradicted: Int
  /// Queries with any of the two.
  public let affected: Int

  /// The share of queries with a duplicate in their database, from 0 to 1.
  public var share: Double { queries == 0 ? 0 : Double(affected) / Double(queries) }

  /// Counts over the task's queries. A duplicate in the query's own group is left out with it and does no
  /// harm.
  public init(_ pairs: [DuplicatePair], in task: RetrievalTask) {
    var same = [Bool](repeating: false, count: task.count)
    var other = same
    for pair in pairs {
      guard task.labels.indices.contains(pair.first), task.labels.indices.contains(pair.second),
        task.denseGroups[pair.first] != task.denseGroups[pair.second]
      else { continue }
      let alike = task.labels[pair.first] == task.labels[pair.second]
      for item in [pair.first, pair.second] {
        if alike { same[item] = true } else { other[item] = true }
      }
    }
    queries = task.queries.count
    flattered = task.queries.count { same[$0] }
    contradicted = task.queries.count { other[$0] }
    affected = task.queries.count { same[$0] || other[$0] }
  }
}
