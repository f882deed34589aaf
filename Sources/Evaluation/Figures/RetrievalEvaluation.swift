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
  ///   - progress: called on this thread now and then, and at the end, with the queries done and all;
  ///     `false` stops.
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
    let blockSize = SimilarityProduct.blockSize(items: task.count)
    let ranking = threads.atMost(blocksOf: blockSize, in: task.queries.count)
    let workers = (0..<ranking.count).map { _ in
      (product: SimilarityProduct(vectors), measurement: QueryMeasurement(task, options, folds: folds))
    }
    let queue = BlockQueue(total: task.queries.count, size: blockSize)
    let isDone = try ranking.work(through: queue, workers, progress: progress) {
      (worker, block) throws(EvaluationError) in
      let queries = task.queries[block]
      try worker.product.compute(queries)
      worker.measurement.begin(block: block.lowerBound)
      for (row, query) in queries.enumerated() { worker.measurement.measure(query, worker.product.row(row)) }
    }
    guard isDone else { return nil }
    return try RetrievalResult(vectors.name, task, options, threads, workers.map(\.measurement))
  }
}
