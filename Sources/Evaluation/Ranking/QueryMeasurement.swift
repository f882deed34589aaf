/// Measures queries one after the other, on one thread; what it gathers is merged afterwards.
final class QueryMeasurement {
  private(set) var outcomes: [QueryOutcome] = []
  /// Sums over the queries of a block of interpolated precision at recall 0, 0.01 … 1: apart for each
  /// block, so that they can be added in the same order whatever thread had the block.
  private(set) var precisionRecall: [(block: Int, sums: [Double])] = []
  /// `[class of the query × class of its first result]`.
  private(set) var confusion: [Int]
  /// Queries of each class that had nothing to find.
  private(set) var withoutRelevant: [Int]
  private(set) var pairs: PairCounts?

  /// Steps from recall 0 to recall 1.
  static let recallLevels = 100

  private let task: RetrievalTask
  private let options: RetrievalOptions
  private let ranking: DatabaseRanking
  private var precisions: [Double] = []

  init(_ task: RetrievalTask, _ options: RetrievalOptions, folds: PairFolds?) {
    self.task = task
    self.options = options
    ranking = DatabaseRanking(task)
    confusion = [Int](repeating: 0, count: task.classNames.count * task.classNames.count)
    withoutRelevant = [Int](repeating: 0, count: task.classNames.count)
    pairs = folds.map { PairCounts($0) }
  }

  /// Begins a block of queries.
  func begin(block: Int) {
    precisionRecall.append((block, [Double](repeating: 0, count: Self.recallLevels + 1)))
  }

  /// Measures a query of the block begun last by its similarity to each item.
  func measure(_ query: Int, _ similarities: UnsafePointer<Float>) {
    let (results, database, relevant) = ranking.rank(similarities, for: query)
    pairs?.count(pairsOf: query, similarities, in: task)
    for result in results.prefix(options.k) {
      pairs?.count(hit: result, of: query, similarities[result.item])
    }
    let label = task.labels[query]
    guard relevant > 0 else {
      withoutRelevant[label] += 1
      return
    }
    findPrecisions(results, relevant: relevant)
    let averagePrecision = precisions.reduce(0, +) / Double(relevant)
    addInterpolatedPrecisions()
    confusion[label * task.classNames.count + task.labels[results[0].item]] += 1
    let hits = results.prefix(options.keptHits ?? options.k).map {
      RetrievalHit(item: $0.item, similarity: similarities[$0.item])
    }
    outcomes.append(
      QueryOutcome(
        item: query, label: label, group: task.groups[query], relevant: relevant,
        databaseSize: database, averagePrecision: averagePrecision,
        precisionAt1: results[0].isRelevant ? 1 : 0,
        precisionAtK: share(results, options.k), rPrecision: share(results, relevant),
        prediction: vote(results, similarities) ?? task.labels[results[0].item], hits: hits))
  }

  /// The share of relevant items in the first `count` results; missing results count as wrong.
  private func share(_ results: UnsafeBufferPointer<RankedItem>, _ count: Int) -> Double {
    var found = 0
    for rank in 0..<min(count, results.count) { found += results[rank].isRelevant ? 1 : 0 }
    return Double(found) / Double(count)
  }

  /// The precision at the rank of each relevant item.
  private func findPrecisions(_ results: UnsafeBufferPointer<RankedItem>, relevant: Int) {
    precisions.removeAll(keepingCapacity: true)
    for rank in results.indices where results[rank].isRelevant {
      precisions.append(Double(precisions.count + 1) / Double(rank + 1))
      if precisions.count == relevant { return }
    }
    // What is never found, since its class is not admitted, adds nothing.
    while precisions.count < relevant { precisions.append(0) }
  }

  /// Adds the best precision at each recall or any higher; leaves `precisions` interpolated.
  private func addInterpolatedPrecisions() {
    let relevant = precisions.count
    var best = 0.0
    for number in precisions.indices.reversed() {
      best = max(best, precisions[number])
      precisions[number] = best
    }
    let block = precisionRecall.count - 1
    for level in 0...Self.recallLevels {
      // The fewest relevant items that make this recall, in whole numbers to be exact.
      let needed = max(1, (level * relevant + Self.recallLevels - 1) / Self.recallLevels)
      precisionRecall[block].sums[level] += precisions[needed - 1]
    }
  }

  private func vote(
    _ results: UnsafeBufferPointer<RankedItem>, _ similarities: UnsafePointer<Float>
  ) -> Int? {
    let nearest = results.prefix(options.voters).map {
      (similarity: similarities[$0.item], class: task.labels[$0.item])
    }
    return NearestNeighbourVote(nearest, voters: options.voters).winner
  }
}
