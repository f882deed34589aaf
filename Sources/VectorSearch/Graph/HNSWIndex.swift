import CVectorKernels
import Synchronization

/// Approximate search by a hierarchical navigable small world (Malkov & Yashunin, 2018, arXiv:1603.09320): a walk from
/// row to row along a graph of neighbours, ever nearer to the query.
///
/// The graph is built by hnswlib and mapped from a file of our own. The walk compares rows in bytes, and the best of
/// what it found once more in full precision, so that similarities are those of exact search bit for bit.
public final class HNSWIndex: VectorIndex {
  /// The vectors; the graph covers the first ``count``.
  public let matrix: VectorMatrix
  /// The rows in bytes.
  public let compact: CompactRows
  /// Rows that the graph covers, those that were dead when it was built included.
  public let count: Int
  /// The parameters that it was built with; the seed is not known any more.
  public let parameters: HNSWParameters

  static let name = "LithoHNS"
  static let version = 1
  /// The breadth of a walk (`ef`) where the options do not say: of 30,000 rows it finds 99 % and more.
  public static let defaultEffort = 64

  private let layout: GraphLayout
  private let memory: MappedMemory
  private let walks: GraphMemory
  private let entry: UInt32
  private let levels: Int
  private let damage = Atomic<Bool>(false)

  /// Maps a graph's file; takes no longer the more rows there are.
  ///
  /// - Parameters:
  ///   - matrix: the vectors it was built from, and perhaps more behind them.
  ///   - compact: the same in bytes, at least as many rows as the graph covers.
  /// - Throws: `IndexFileError` for a file that is foreign, of another size than its numbers ask for, or made from
  ///   other vectors. Links are checked when they are followed.
  public init(path: String, matrix: VectorMatrix, compact: CompactRows) throws(IndexFileError) {
    let memory = try MappedMemory(path: path)
    let header = try IndexHeader(
      memory, name: Self.name, version: Self.version, numbers: 8, path: path, what: "a graph of neighbours")
    let numbers = header.numbers
    let layout = try GraphLayout(
      count: numbers[0], neighbours: numbers[2], upperLists: numbers[3], path: path)
    guard memory.bytes == layout.bytes else {
      throw .wrongSize(path: path, bytes: memory.bytes, expected: layout.bytes)
    }
    guard numbers[1] == matrix.dimension, layout.count <= matrix.count,
      header.fingerprint == VectorFingerprint.of(matrix, rows: layout.count)
    else { throw .otherVectors(path: path) }
    guard compact.format == .int8, compact.dimension == matrix.dimension, compact.count >= layout.count
    else { throw .damaged(path: path, what: "the rows in bytes that belong to it are missing") }
    guard (0...layout.count).contains(numbers[4]), numbers[4] == 0 || (0..<layout.count).contains(numbers[5]),
      (0...GraphLayout.mostLevels).contains(numbers[6])
    else { throw .damaged(path: path, what: "it has no row to start from") }
    self.matrix = matrix
    self.compact = compact
    self.layout = layout
    self.memory = memory
    count = layout.count
    entry = numbers[4] == 0 ? GraphLayout.noRow : UInt32(numbers[5])
    levels = numbers[6]
    var parameters = HNSWParameters()
    parameters.neighbours = layout.neighbours
    parameters.constructionBreadth = numbers[7]
    self.parameters = parameters.bounded
    walks = GraphMemory(count: layout.count)
  }

  /// Components in a row.
  public var dimension: Int { matrix.dimension }
  /// Bytes that the graph takes, without the rows.
  public var bytes: Int { layout.bytes }
  /// Whether a search has met a link that leads nowhere. Such searches are answered exactly; build the index anew.
  public var isDamaged: Bool { damage.load(ordering: .relaxed) }

  /// The rows most similar to the query that a walk finds, among those that the options allow.
  ///
  /// Where few rows are allowed, or the walk finds too few of them, all allowed ones are compared.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    let prepared = PreparedQuery(try checked(query, k: k), for: compact)
    return nearest(prepared, k: k, options, AllowedRows(options, count: count))
  }

  /// The answers to many queries, each thread taking its share of them.
  public func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]] {
    var prepared: [PreparedQuery] = []
    prepared.reserveCapacity(queries.count)
    for query in queries { prepared.append(PreparedQuery(try checked(query, k: k), for: compact)) }
    let allowed = AllowedRows(options, count: count)
    let (all, options) = (prepared, options)
    return ParallelTasks.map(max(1, min(options.threads, queries.count))) { task, tasks in
      all[all.count * task / tasks..<all.count * (task + 1) / tasks].map {
        self.nearest($0, k: k, options, allowed)
      }
    }.flatMap(\.self)
  }

  // MARK: Walks

  /// A walk's step looks at about so many rows that are not known yet, and each costs as much as so many in a row.
  private static let rowsPerStep = 16
  private static let costOfARow = 3

  private func nearest(_ query: PreparedQuery, k: Int, _ options: SearchOptions, _ allowed: AllowedRows)
    -> [Neighbor]
  {
    let wanted = min(k, allowed.count)
    guard wanted > 0 else { return [] }
    let breadth = min(count, max(options.effort ?? Self.defaultEffort, wanted))
    // Of the rows that a walk meets only the allowed share counts: it goes on until it has its breadth of these.
    let steps = breadth * count / allowed.count
    if allowed.isFiltering, allowed.count <= steps * Self.rowsPerStep * Self.costOfARow {
      return exactly(query, k: k, options)
    }
    let limit = allowed.isFiltering ? allowed.count / Self.costOfARow + breadth * layout.width : Int.max
    guard let found = walk(query, breadth: breadth, allowed, mostRows: limit) else {
      damage.store(true, ordering: .relaxed)
      return exactly(query, k: k, options)
    }
    guard found.count >= wanted else { return exactly(query, k: k, options) }
    let compared = compare(found, query, k: wanted)
    // Rows that hold NaN are met like others and are no results.
    guard compared.count >= wanted else { return exactly(query, k: k, options) }
    return NearestRows.merging([compared], k: wanted, includingTies: options.includingTies)
  }

  private func exactly(_ query: PreparedQuery, k: Int, _ options: SearchOptions) -> [Neighbor] {
    ExactScan(matrix, compact, options, k: min(k, count), rows: count).nearest(
      to: query, words: 0..<(count + 63) / 64)
  }

  /// What a walk finds, most similar first by the rows in bytes; nil for a damaged graph.
  private func walk(_ query: PreparedQuery, breadth: Int, _ allowed: AllowedRows, mostRows: Int)
    -> [litho_graph_hit]?
  {
    guard entry != GraphLayout.noRow, let bytes = query.bytes else { return [] }
    return walks.lend { memory in
      // Without memory nothing is found, and all rows are compared.
      guard let memory else { return [] }
      return withGraph { graph in
        var graph = graph
        var found = 0
        let hits = [litho_graph_hit](unsafeUninitializedCapacity: breadth) { hits, initialized in
          found = bytes.withQuery { query in
            var query = query
            var seen = 0
            return allowed.withWords { words in
              litho_graph_search(
                &graph, &query, breadth, words, mostRows, memory, hits.baseAddress, &seen)
            }
          }
          initialized = max(0, found)
        }
        return found == LITHO_GRAPH_DAMAGED ? nil : hits
      }
    }
  }

  /// Compares the best hits in full precision: the first `k`, and those of the rest that may be as similar.
  private func compare(_ hits: [litho_graph_hit], _ query: PreparedQuery, k: Int) -> [Neighbor] {
    var found = compare(hits.prefix(k), query)
    let threshold =
      (found.min { $0.similarity < $1.similarity }?.similarity ?? 0) - (query.bytes?.offset ?? 0)
    let rest = withExtendedLifetime(compact) {
      guard let errors = compact.byteRows.errors else { return [litho_graph_hit]() }
      // The errors of components add up like a random walk: a bound's 4 / √dimension is four deviations.
      let deviations = min(1, 4 / Float(dimension).squareRoot())
      return hits.dropFirst(k).filter { !($0.similarity + errors[Int($0.row)] * deviations < threshold) }
    }
    if !rest.isEmpty { found += compare(rest[...], query) }
    return found
  }

  private func compare(_ hits: ArraySlice<litho_graph_hit>, _ query: PreparedQuery) -> [Neighbor] {
    let numbers = hits.map { Int32(bitPattern: $0.row) }
    let products = withExtendedLifetime(matrix) {
      [Float](unsafeUninitializedCapacity: numbers.count) { products, initialized in
        if let start = products.baseAddress {
          FloatRows.products(
            query.unit, matrix.base, stride: dimension, dimension: dimension, numbers: numbers,
            count: numbers.count, into: start)
        }
        initialized = numbers.count
      }
    }
    return zip(numbers, products).compactMap { number, product in
      product.isFinite ? Neighbor(row: Int(number), similarity: product) : nil
    }
  }

  /// Calls `body` with the graph as the kernels take it.
  func withGraph<Output>(_ body: (litho_graph) -> Output) -> Output {
    withExtendedLifetime((memory, compact)) {
      let words = { (offset: Int) in
        UnsafePointer((self.memory.start + offset).assumingMemoryBound(to: UInt32.self))
      }
      var rows = compact.byteRows
      rows.count = count
      return body(
        litho_graph(
          rows: rows, links: words(layout.links), upper_start: words(layout.upperStarts),
          upper: words(layout.upper), width: layout.width, upper_width: layout.neighbours,
          upper_count: layout.upperLists, entry: entry, levels: levels))
    }
  }
}
