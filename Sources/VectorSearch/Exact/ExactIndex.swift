/// Exact search: the query against every allowed row.
///
/// The rows must have length 1, so that the inner product is the cosine. Rows whose similarity is not a
/// finite number, because they hold NaN or infinity, are never returned.
public struct ExactIndex: VectorIndex {
  /// The vectors searched.
  public let matrix: VectorMatrix
  /// The first rows in a smaller number format, if they were given.
  public let compact: CompactRows?

  /// Less than this many bytes of vectors are searched on one thread: about 0.25 ms of work at the
  /// 34 GB/s that one core reads, where starting a second thread no longer pays.
  private static let bytesWorthAThread = 8 << 20
  /// Queries that are compared with a group of rows while that lies in the caches.
  private static let queriesAtOnce = 64

  private let threadingThreshold: Int

  /// An index over the rows of a matrix; nothing is copied.
  ///
  /// - Parameter compact: the first of the rows, or all of them, in a smaller format. Searches read these and go to
  ///   the matrix only for what may belong to the answer, which is the same as without.
  public init(_ matrix: VectorMatrix, compact: CompactRows? = nil) {
    self.init(matrix, compact: compact, threadingThreshold: Self.bytesWorthAThread)
  }

  /// An index that uses several threads from this many bytes of vectors on.
  init(_ matrix: VectorMatrix, compact: CompactRows? = nil, threadingThreshold: Int) {
    precondition(
      compact.map { $0.dimension == matrix.dimension && $0.count <= matrix.count } ?? true,
      "compact rows are those of the matrix")
    self.matrix = matrix
    self.compact = compact
    self.threadingThreshold = threadingThreshold
  }

  /// The number of rows.
  public var count: Int { matrix.count }
  /// Components in a row.
  public var dimension: Int { matrix.dimension }

  /// The `k` rows most similar to the query, every allowed row compared.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    let prepared = PreparedQuery(try checked(query, k: k), for: compact)
    let words = (count + 63) / 64
    let bytes = (compact?.bytes ?? 0) + (count - (compact?.count ?? 0)) * dimension * MemoryLayout<Float>.size
    let threads = bytes < threadingThreshold ? 1 : min(max(1, options.threads), max(1, words))
    let parts = ParallelTasks.map(threads) { task, threads in
      let scan = ExactScan(matrix, compact, options, k: min(k, max(count, 1)), rows: count)
      return scan.nearest(to: prepared, words: words * task / threads..<words * (task + 1) / threads)
    }
    return NearestRows.merging(parts, k: min(k, count), includingTies: options.includingTies)
  }

  /// The answers to many queries: rows are read once for a group of queries.
  public func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]] {
    if queries.count == 1 { return [try search(queries[0], k: k, options: options)] }
    var prepared: [PreparedQuery] = []
    prepared.reserveCapacity(queries.count)
    for query in queries { prepared.append(PreparedQuery(try checked(query, k: k), for: compact)) }
    guard !prepared.isEmpty else { return [] }
    // Each thread takes groups of queries through all rows; few queries make smaller groups, one for each thread.
    let threads = max(1, min(options.threads, queries.count))
    let size = max(1, min(Self.queriesAtOnce, (queries.count + threads - 1) / threads))
    let groups = stride(from: 0, to: prepared.count, by: size).map {
      Array(prepared[$0..<min($0 + size, prepared.count)])
    }
    let shares = ParallelTasks.map(min(threads, groups.count)) { task, tasks in
      let scan = ExactScan(matrix, compact, options, k: min(k, max(count, 1)), rows: count)
      return groups[groups.count * task / tasks..<groups.count * (task + 1) / tasks].flatMap {
        scan.nearest(to: $0)
      }
    }
    return shares.flatMap(\.self)
  }
}
