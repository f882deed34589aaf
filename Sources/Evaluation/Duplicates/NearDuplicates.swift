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
    let threads = WorkingThreads(threads)
    let product = SimilarityProduct(vectors, threads: threads)
    let items = Array(0..<vectors.count)
    var found: [DuplicatePair] = []
    var done = 0
    var isFull = false
    while done < items.count, !isFull {
      let block = items[done..<min(done + product.blockSize, items.count)]
      try product.compute(block, from: block.startIndex)
      let rows = threads.map { thread in
        var room = limit - found.count
        return stride(from: thread, to: block.count, by: threads.count).map { number in
          // No thread alone takes more than the room; together they are cut to it below.
          let pairs = Self.pairs(
            of: block.startIndex + number, product.row(number), items.count, threshold, most: room + 1)
          room = max(0, room - pairs.count)
          return pairs
        }
      }
      for number in 0..<block.count {
        let pairs = rows[number % threads.count][number / threads.count]
        guard found.count + pairs.count <= limit else {
          isFull = true
          break
        }
        found += pairs
        done += 1
      }
      guard progress(done, items.count) else { return nil }
    }
    return NearDuplicates(pairs: found, itemsCompared: done, items: items.count)
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

  /// An item's pairs with those that follow it, `most` of them at most.
  private static func pairs(
    of item: Int, _ similarities: UnsafePointer<Float>, _ count: Int, _ threshold: Float, most: Int
  ) -> [DuplicatePair] {
    var pairs: [DuplicatePair] = []
    for other in item + 1..<max(count, item + 1) where similarities[other] >= threshold {
      if pairs.count == most { break }
      pairs.append(DuplicatePair(item, other, similarity: similarities[other]))
    }
    return pairs
  }
}
