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
    queries = task.queries.count
    flattered = 0
    contradicted = 0
    affected = 0
  }
}
