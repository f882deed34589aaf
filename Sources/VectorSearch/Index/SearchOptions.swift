import Glibc

/// Which rows a search looks at, and how.
public struct SearchOptions: Sendable {
  /// Rows that are never returned: those of removed images, the query's own row.
  public var skipping: RowSet
  /// When set, no other rows are returned: those of one label, say. `skipping` still applies.
  public var only: RowSet?
  /// Whether all rows that are exactly as similar as the k-th are returned as well.
  ///
  /// For callers that break ties by something an index does not know, such as the path.
  public var includingTies: Bool
  /// The most threads that one search may use, at least 1. Results do not depend on it.
  public var threads: Int
  /// How hard an approximate index looks, at least 1: the breadth `ef` of HNSW, Annoy's `search_k`. More finds more
  /// and takes longer; nil leaves it to the index. Exact search ignores it.
  public var effort: Int?

  /// Options; what is not given leaves the search plain.
  public init(
    skipping: RowSet = RowSet(), only: RowSet? = nil, includingTies: Bool = false,
    threads: Int = SearchOptions.availableThreads, effort: Int? = nil
  ) {
    self.skipping = skipping
    self.only = only
    self.includingTies = includingTies
    self.threads = threads
    self.effort = effort
  }

  /// The processors that are running, at least 1.
  public static let availableThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Which of the rows `64 * word ..< 64 * word + 64` of an index may be results, one bit each.
  ///
  /// - Parameter count: the index's rows.
  func allowed(_ word: Int, count: Int) -> UInt64 {
    var allowed = ~skipping.word(word)
    if let only { allowed &= only.word(word) }
    let rows = count - word * 64
    return rows < 64 ? allowed & ((1 << UInt64(max(0, rows))) - 1) : allowed
  }
}
