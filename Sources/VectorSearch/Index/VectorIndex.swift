/// Unit vectors that can be searched for the most similar ones.
///
/// An index may be searched from any number of threads at once.
public protocol VectorIndex: Sendable {
  /// The number of rows, dead ones included.
  var count: Int { get }
  /// Components in a row.
  var dimension: Int { get }

  /// The `k` rows most similar to the query among those that the options allow.
  ///
  /// Results are in order of falling similarity, then of rising row number. There are fewer than `k`
  /// only where fewer rows are allowed, and more only with `includingTies`.
  ///
  /// - Parameters:
  ///   - query: `dimension` finite components, not all zero; of any length, since it is scaled to 1.
  ///   - k: at least 1; more than there are rows gives all rows.
  /// - Throws: `VectorError` for a query or a `k` that cannot be answered.
  func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorError) -> [Neighbor]

  /// The answers to many queries, in their order: each as `search` would give it.
  func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]]
}

extension VectorIndex {
  /// The `k` rows most similar to the query, all rows allowed.
  public func search(_ query: [Float], k: Int) throws(VectorError) -> [Neighbor] {
    try search(query, k: k, options: SearchOptions())
  }

  /// One search after the other; an index that can share work between queries does better.
  public func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]] {
    var answers: [[Neighbor]] = []
    answers.reserveCapacity(queries.count)
    for query in queries { answers.append(try search(query, k: k, options: options)) }
    return answers
  }

  /// The query at length 1, after checking that this index can answer it.
  func checked(_ query: [Float], k: Int) throws(VectorError) -> [Float] {
    guard k >= 1 else { throw .tooFewNeighbours(k: k) }
    guard query.count == dimension else {
      throw .dimensionMismatch(found: query.count, expected: dimension)
    }
    return try UnitVector.normalized(query)
  }
}
