/// Leave-one-out retrieval: every query ranks its database by similarity.
public enum RetrievalEvaluation {
  /// Evaluates one descriptor.
  ///
  /// Items rank by similarity, descending; ties by item. The memory taken does not grow with the square
  /// of the items: similarities are computed by blocks of queries.
  ///
  /// - Parameters:
  ///   - task: items, classes, groups and queries.
  ///   - vectors: the vectors of the same items.
  ///   - options: how to evaluate.
  ///   - progress: called on this thread after each block with the queries done and all; `false` stops.
  /// - Returns: the result, or `nil` when `progress` stopped it.
  /// - Throws: ``EvaluationError``.
  public static func run(
    _ task: RetrievalTask, _ vectors: EvaluatedVectors, _ options: RetrievalOptions = RetrievalOptions(),
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(EvaluationError) -> RetrievalResult? {
    guard vectors.count == task.count else {
      throw .itemsDiffer(vectors: vectors.count, task: task.count)
    }
    return nil
  }
}
