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
    let threads = WorkingThreads(options.threads)
    let folds = options.calibrates ? PairFolds(task, seed: options.seed) : nil
    let product = SimilarityProduct(vectors, threads: threads)
    let measurements = (0..<threads.count).map { _ in QueryMeasurement(task, options, folds: folds) }
    var done = 0
    while done < task.queries.count {
      let block = task.queries[done..<min(done + product.blockSize, task.queries.count)]
      try product.compute(block)
      // In turns, since neighbouring queries take about the same time.
      _ = threads.map { thread in
        for number in stride(from: thread, to: block.count, by: threads.count) {
          measurements[thread].measure(block[block.startIndex + number], product.row(number))
        }
      }
      done = block.endIndex
      guard progress(done, task.queries.count) else { return nil }
    }
    return try RetrievalResult(vectors.name, task, options, threads, measurements)
  }
}
