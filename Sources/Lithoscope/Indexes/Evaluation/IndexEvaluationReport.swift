import VectorSearch

/// What an index is worth on a collection's own vectors, beside exact search.
public struct IndexEvaluationReport: Sendable {
  /// What was measured at one effort.
  public struct Point: Sendable {
    /// `ef` of `hnsw`, `search_k` of `annoy`; nil for exact search.
    public let effort: Int?
    /// The share of the true neighbours that was found, 0…1.
    public let recall: Double
    /// Queries answered in a second, on one thread: the median of some passes.
    public let queriesPerSecond: Double
  }

  /// The images' folder.
  public let folder: String
  /// The descriptor's name.
  public let descriptor: String
  /// The kind.
  public let kind: IndexKind
  /// Neighbours that were looked for.
  public let k: Int
  /// Images that asked, each left out of its own results.
  public let queries: Int
  /// The vectors that were searched.
  public let vectors: Int
  /// The recall that was to be reached.
  public let wantedRecall: Double
  /// How long building took, with ``buildThreads`` threads.
  public let buildSeconds: Double
  /// Threads that built.
  public let buildThreads: Int
  /// Bytes that a search by this index reads from, for each vector: its own and the vector itself.
  public let bytesPerVector: Double
  /// By rising effort.
  public let curve: [Point]
  /// Exact search through the vectors themselves.
  public let exact: Point
  /// Bytes of a vector.
  public let exactBytesPerVector: Double

  /// The threads that a query was answered with.
  public var threads: Int { 1 }

  /// The smallest effort that found what was wanted, or else the largest.
  public var best: Point { curve.first { $0.recall >= wantedRecall } ?? curve[curve.count - 1] }
}
