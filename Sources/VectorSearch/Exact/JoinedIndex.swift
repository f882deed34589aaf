/// Exact search over the rows of two matrices as if they were one: those of a file, say, and those behind them
/// that exist in memory only.
public struct JoinedIndex: VectorIndex {
  private let head: ExactIndex
  private let tail: ExactIndex?

  /// The first matrix's number of rows must be a multiple of this, unless it is the only one.
  public static let granularity = 64

  /// An index over a matrix, and perhaps one that goes on where it ends; nothing is copied.
  ///
  /// - Parameters:
  ///   - head: its rows are a multiple of ``granularity`` where there is a tail.
  ///   - tail: of the same dimension.
  public init(_ head: VectorMatrix, _ tail: VectorMatrix? = nil) {
    precondition(
      tail == nil || head.count.isMultiple(of: Self.granularity), "the first matrix ends with a group of rows"
    )
    precondition(tail == nil || tail?.dimension == head.dimension, "both have one dimension")
    self.head = ExactIndex(head)
    self.tail = tail.map { ExactIndex($0) }
  }

  /// The number of rows of both.
  public var count: Int { head.count + (tail?.count ?? 0) }
  /// Components in a row.
  public var dimension: Int { head.dimension }

  /// A copy of one row.
  public func row(_ index: Int) -> [Float] {
    guard let tail, index >= head.count else { return head.matrix.row(index) }
    return tail.matrix.row(index - head.count)
  }

  /// The `k` rows most similar to the query, every allowed row of both compared.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    var found = [try head.search(query, k: k, options: options)]
    if let tail {
      var behind = options
      behind.skipping = options.skipping.droppingWords(head.count / Self.granularity)
      behind.only = options.only?.droppingWords(head.count / Self.granularity)
      found.append(
        try tail.search(query, k: k, options: behind).map {
          Neighbor(row: head.count + $0.row, similarity: $0.similarity)
        })
    }
    return NearestRows.merging(found, k: k, includingTies: options.includingTies)
  }
}
