/// The `k` best of a list of similarities, kept in a heap with the worst of them on top.
struct NearestRows {
  private var heap: [Neighbor] = []
  private let k: Int

  /// The neighbours with the `k` highest similarities, in order of falling similarity and rising row.
  ///
  /// A similarity that is not finite marks a row that cannot be a result.
  ///
  /// - Parameter includingTies: whether all rows exactly as similar as the k-th are added.
  static func among(_ similarities: [Float], k: Int, includingTies: Bool) -> [Neighbor] {
    var nearest = NearestRows(k: min(k, similarities.count))
    for row in similarities.indices { nearest.offer(row, similarities[row]) }
    var found = nearest.heap
    if includingTies, found.count == k, let last = found.first {
      // The heap prefers low rows, so its worst is the last row among equals that found a place.
      for row in (last.row + 1)..<max(last.row + 1, similarities.count)
      where similarities[row] == last.similarity {
        found.append(Neighbor(row: row, similarity: last.similarity))
      }
    }
    return found.sorted { isBetter($0, $1) }
  }

  private init(k: Int) {
    self.k = k
    heap.reserveCapacity(k)
  }

  private mutating func offer(_ row: Int, _ similarity: Float) {
    if heap.count == k {
      // Rows come in rising order, so an equal one is worse than what the heap has. False for NaN.
      guard let worst = heap.first, similarity > worst.similarity, similarity.isFinite else { return }
      heap[0] = Neighbor(row: row, similarity: similarity)
      sink()
    } else if similarity.isFinite {
      heap.append(Neighbor(row: row, similarity: similarity))
      rise()
    }
  }

  private mutating func rise() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.isBetter(heap[parent], heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && Self.isBetter(heap[worst], heap[child]) {
        worst = child
      }
      guard worst != parent else { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }

  private static func isBetter(_ first: Neighbor, _ second: Neighbor) -> Bool {
    first.similarity != second.similarity
      ? first.similarity > second.similarity : first.row < second.row
  }
}
