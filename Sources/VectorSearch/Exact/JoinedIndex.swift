/// Several indexes that are searched as if they were one: an index over the first rows of a matrix, exact search over
/// those behind them, and over those that exist in memory only.
///
/// The nearest rows of all of them are among the nearest of each, so joining loses nothing: over exact parts the answer
/// is that of exact search over all rows.
public struct JoinedIndex: VectorIndex {
  /// An index and where its rows stand among all of them.
  private struct Part {
    let index: any VectorIndex
    /// The number of its first row, a multiple of ``JoinedIndex/granularity``.
    let firstRow: Int
    /// Its rows that belong to the part before.
    let overlap: RowSet
  }

  private let parts: [Part]

  /// A part that others follow has this number of rows or a multiple of it, or rows in common with the next.
  public static let granularity = 64

  /// The number of rows of all parts.
  public let count: Int
  /// Components in a row.
  public let dimension: Int

  /// Exact search over a matrix, and perhaps one that goes on where it ends; nothing is copied.
  ///
  /// - Parameters:
  ///   - head: its rows are a multiple of ``granularity`` where there is a tail.
  ///   - tail: of the same dimension.
  public init(_ head: VectorMatrix, _ tail: VectorMatrix? = nil) {
    self.init(ExactIndex(head), over: head, tail)
  }

  /// An index over the first rows of a matrix, and exact search over the rest; nothing is copied.
  ///
  /// - Parameters:
  ///   - index: its rows are the matrix's first ones.
  ///   - head: its rows are a multiple of ``granularity`` where there is a tail.
  ///   - tail: of the same dimension.
  public init(_ index: any VectorIndex, over head: VectorMatrix, _ tail: VectorMatrix? = nil) {
    precondition(index.count <= head.count && index.dimension == head.dimension, "the index is of the matrix")
    precondition(
      tail == nil || head.count.isMultiple(of: Self.granularity), "the first matrix ends with a group of rows"
    )
    precondition(tail == nil || tail?.dimension == head.dimension, "both have one dimension")
    var parts = [Part(index: index, firstRow: 0, overlap: RowSet())]
    if index.count < head.count {
      // Row sets are cut between groups; what the group has of the index's own rows is passed over.
      let start = index.count / Self.granularity * Self.granularity
      parts.append(
        Part(
          index: ExactIndex(VectorMatrix(rows: start..<head.count, of: head)), firstRow: start,
          overlap: RowSet(0..<index.count - start, below: index.count - start)))
    }
    if let tail { parts.append(Part(index: ExactIndex(tail), firstRow: head.count, overlap: RowSet())) }
    self.parts = parts
    count = head.count + (tail?.count ?? 0)
    dimension = head.dimension
  }

  /// The `k` rows most similar to the query that the parts find.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    // Not as a batch of one: a single search may share its rows among threads.
    guard parts.count > 1 else { return try parts[0].index.search(query, k: k, options: options) }
    var found: [[Neighbor]] = []
    for part in parts {
      let answer = try part.index.search(query, k: k, options: Self.options(options, for: part))
      found.append(Self.renumbered(answer, of: part))
    }
    return NearestRows.merging(found, k: k, includingTies: options.includingTies)
  }

  /// The answers to many queries, in their order: each as `search` would give it.
  public func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]] {
    guard parts.count > 1 else { return try parts[0].index.search(batch: queries, k: k, options: options) }
    var found = [[[Neighbor]]](repeating: [], count: queries.count)
    for part in parts {
      let answers = try part.index.search(batch: queries, k: k, options: Self.options(options, for: part))
      for (place, answer) in answers.enumerated() {
        found[place].append(Self.renumbered(answer, of: part))
      }
    }
    return found.map { NearestRows.merging($0, k: k, includingTies: options.includingTies) }
  }

  /// The options with rows numbered as a part numbers them, and without those of other parts.
  private static func options(_ options: SearchOptions, for part: Part) -> SearchOptions {
    let groups = part.firstRow / granularity
    var own = options
    own.skipping = options.skipping.droppingWords(groups).prefix(part.index.count)
    own.skipping.formUnion(part.overlap)
    own.only = options.only?.droppingWords(groups).prefix(part.index.count)
    return own
  }

  /// Neighbours of a part by the rows' numbers in the whole.
  private static func renumbered(_ found: [Neighbor], of part: Part) -> [Neighbor] {
    found.map { Neighbor(row: $0.row + part.firstRow, similarity: $0.similarity) }
  }
}
