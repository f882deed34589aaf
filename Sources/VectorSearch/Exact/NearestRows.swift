/// The `k` best rows of those offered, kept in a heap with the worst of them on top.
///
/// Rows are offered in rising order, so that of equal ones the lower row stays.
struct NearestRows {
  private var heap: [Neighbor] = []
  private let k: Int
  private let includesTies: Bool
  /// Rows that are not in the heap and are, or were, as similar as its worst.
  private var ties: [Neighbor] = []

  /// The similarity that a row needs to be of interest: that of the k-th, when there are so many.
  private(set) var threshold = -Float.infinity

  /// - Parameters:
  ///   - k: at least 1.
  ///   - includesTies: whether all rows exactly as similar as the k-th are found as well.
  init(k: Int, includingTies includesTies: Bool) {
    self.k = k
    self.includesTies = includesTies
  }

  /// Considers a row, higher than all before. A similarity that is not a finite number is no result.
  mutating func offer(_ row: Int, _ similarity: Float) {
    guard similarity.isFinite else { return }
    let candidate = Neighbor(row: row, similarity: similarity)
    guard heap.count == k else {
      heap.append(candidate)
      rise()
      if heap.count == k { threshold = heap[0].similarity }
      return
    }
    if similarity > threshold {
      let displaced = heap[0]
      heap[0] = candidate
      sink()
      if includesTies { noteTie(displaced) }
    } else if similarity == threshold, includesTies {
      ties.append(candidate)
    }
  }

  /// What was found, in order of falling similarity and rising row.
  func found() -> [Neighbor] {
    (heap + ties.filter { $0.similarity == threshold }).sorted { Self.isBetter($0, $1) }
  }

  /// The best of several answers to one query, each by rows that the others did not see.
  static func merging(_ parts: [[Neighbor]], k: Int, includingTies: Bool) -> [Neighbor] {
    let all = parts.flatMap(\.self).sorted { isBetter($0, $1) }
    guard all.count > k else { return all }
    var end = k
    if includingTies {
      while end < all.count, all[end].similarity == all[k - 1].similarity { end += 1 }
    }
    return Array(all[..<end])
  }

  private mutating func noteTie(_ displaced: Neighbor) {
    let worst = heap[0].similarity
    if worst > threshold { ties.removeAll(keepingCapacity: true) }
    threshold = worst
    if displaced.similarity == worst { ties.append(displaced) }
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
      guard worst != parent else { break }
      heap.swapAt(parent, worst)
      parent = worst
    }
    if !includesTies { threshold = heap[0].similarity }
  }

  static func isBetter(_ first: Neighbor, _ second: Neighbor) -> Bool {
    first.similarity != second.similarity
      ? first.similarity > second.similarity : first.row < second.row
  }
}
