import Synchronization

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

  /// Pairs that are found before the search stops: 120 MB of them.
  public static let mostPairs = 5_000_000

  /// Finds the pairs of a descriptor.
  ///
  /// - Parameters:
  ///   - threshold: the least similarity of a pair.
  ///   - limit: the most pairs kept; the search stops before the item that would exceed it.
  ///   - threads: threads that work; `nil` for one on each core.
  ///   - progress: called on this thread now and then, and at the end, with the items done and all;
  ///     `false` stops.
  /// - Returns: the pairs, or `nil` when `progress` stopped it.
  /// - Throws: ``EvaluationError``.
  public static func find(
    in vectors: EvaluatedVectors, threshold: Float, limit: Int = mostPairs, threads: Int? = nil,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(EvaluationError) -> NearDuplicates? {
    let blockSize = SimilarityProduct.blockSize(items: vectors.count)
    let threads = WorkingThreads(threads).atMost(blocksOf: blockSize, in: vectors.count)
    let workers = (0..<threads.count).map { _ in PairSearch(vectors, threshold: threshold, limit: limit) }
    let queue = BlockQueue(total: vectors.count, size: blockSize)
    let found = Mutex(0)
    let isDone = try threads.work(through: queue, workers, progress: progress) {
      (worker, block) throws(EvaluationError) in
      let pairs = try worker.search(block)
      let isFull = found.withLock { found in
        found += pairs
        return found > limit
      }
      if isFull { queue.stop() }
    }
    guard isDone else { return nil }
    // Blocks are taken in order, so those that were searched are the first ones.
    var pairs: [DuplicatePair] = []
    var compared = 0
    for item in workers.flatMap(\.found).sorted(by: { $0.item < $1.item }) {
      guard pairs.count + item.pairs.count <= limit else { break }
      pairs += item.pairs
      compared = item.item + 1
    }
    return NearDuplicates(pairs: pairs, itemsCompared: compared, items: vectors.count)
  }

  /// Groups pairs that were found in any way.
  ///
  /// - Parameters:
  ///   - pairs: pairs of items below `items`, in any order.
  ///   - itemsCompared: items whose pairs with all that follow are there.
  ///   - items: all items.
  public init(pairs: [DuplicatePair], itemsCompared: Int, items: Int) {
    self.pairs = pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    groups = DuplicateGroup.groups(of: self.pairs)
    self.itemsCompared = itemsCompared
    self.items = items
  }
}
