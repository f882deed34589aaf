import Synchronization

/// A forest of random hyperplanes in the file format of Spotify's Annoy, angular metric (Bernhardsson,
/// github.com/spotify/annoy): files made there answer the same here, and the other way round.
///
/// A search walks down all trees at once, most promising branch first, until it has met `search_k` rows
/// (``SearchOptions/effort``; by default `k` times the number of trees), and compares those exactly. The file is
/// mapped: opening takes the same time whatever its size.
///
/// Rows that a search's options exclude do not count towards `search_k`. Where it would cost no more to compare all
/// the allowed rows, that is done instead; so it is where the forest yields fewer than `k` rows or turns out to be
/// damaged.
public final class AnnoyIndex: VectorIndex {
  let file: AnnoyFile
  let matrix: VectorMatrix?
  private let seenDamage = Mutex<IndexFileError?>(nil)

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - dimension: components in a vector; the file does not say, and another one is found out only by chance.
  ///   - matrix: the vectors that the file was made from. With it, similarities are those of its rows, bit for bit
  ///     those of exact search; it may have more rows than the file, which are not searched. Without it,
  ///     similarities are cosines of the file's own vectors.
  /// - Throws: `IndexFileError`, `.otherVectors` where the matrix is not the one that the file was made from.
  public init(path: String, dimension: Int, matrix: VectorMatrix? = nil) throws(IndexFileError) {
    file = try AnnoyFile(path: path, dimension: dimension)
    self.matrix = matrix
    if let matrix, !Self.agree(file, matrix) { throw .otherVectors(path: path) }
  }

  /// Items in the file, holes included.
  public var count: Int { file.items }
  /// Components in a vector.
  public var dimension: Int { file.layout.dimension }
  /// The number of roots that a search starts from: one for each tree.
  public var trees: Int { file.roots.count }
  /// What a search found wrong with the file, which was then answered by comparing all rows; nil while nothing was.
  public var damage: IndexFileError? { seenDamage.withLock { $0 } }

  /// Whether a search has met such damage; build the index anew.
  public var isDamaged: Bool { damage != nil }

  /// The `k` most similar of the rows that the forest offers.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    nearest(try checked(query, k: k), k: k, options, AllowedRows(options, count: count))
  }

  /// The answers to many queries, each thread taking its share of them.
  public func search(
    batch queries: [[Float]], k: Int, options: SearchOptions
  ) throws(VectorError) -> [[Neighbor]] {
    var prepared: [[Float]] = []
    prepared.reserveCapacity(queries.count)
    for query in queries { prepared.append(try checked(query, k: k)) }
    let allowed = AllowedRows(options, count: count)
    let (all, options) = (prepared, options)
    return ParallelTasks.map(max(1, min(options.threads, queries.count))) { task, tasks in
      all[all.count * task / tasks..<all.count * (task + 1) / tasks].map {
        self.nearest($0, k: k, options, allowed)
      }
    }.flatMap(\.self)
  }

  private func nearest(
    _ query: [Float], k: Int, _ options: SearchOptions, _ allowed: AllowedRows
  ) -> [Neighbor] {
    let wanted = min(k, allowed.count)
    guard wanted > 0 else { return [] }
    let scan = SimilarityScan(file: file, matrix: matrix)
    let effort = max(1, options.effort ?? Self.product(wanted, trees))
    // Without a filter a search is Annoy's own, whatever it costs.
    if !allowed.isFiltering || !ForestCost(file).favoursScan(allowed: allowed.count, effort: effort) {
      let met = rowsMet(query, allowed, effort: effort)
      let found = scan.nearest(met, query, k: k, includingTies: options.includingTies)
      if found.count >= wanted { return found }
    }
    let words = (0..<(count + 63) / 64).map { options.allowed($0, count: count) }
    return scan.nearest(words, query, k: k, includingTies: options.includingTies)
  }

  /// The rows that a walk through the forest meets; none where the file is damaged.
  private func rowsMet(_ query: [Float], _ allowed: AllowedRows, effort: Int) -> [UInt64] {
    var walk = ForestWalk(file)
    var met = [UInt64](repeating: 0, count: (count + 63) / 64)
    let outcome: Result<Void, IndexFileError> = allowed.withWords { words in
      met.withUnsafeMutableBufferPointer { met in
        query.withUnsafeBufferPointer { query in
          Result { () throws(IndexFileError) in
            guard let query = query.baseAddress, let met = met.baseAddress else { return }
            try walk.run(query, effort: effort, allowed: words, met: met)
          }
        }
      }
    }
    guard case .failure(let error) = outcome else { return met }
    seenDamage.withLock { $0 = error }
    return []
  }

  private static func product(_ first: Int, _ second: Int) -> Int {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    return overflow ? .max : product
  }

  /// Items whose vectors are compared with the matrix when a file is opened.
  private static let comparedItems = 8

  /// Whether some of a file's vectors, spread over it, are the matrix's rows bit for bit.
  private static func agree(_ file: AnnoyFile, _ matrix: VectorMatrix) -> Bool {
    guard matrix.dimension == file.layout.dimension, matrix.count >= file.items else { return false }
    return withExtendedLifetime((file, matrix)) {
      (0..<comparedItems).allSatisfy { turn in
        guard file.items > 0 else { return true }
        let item = (file.items - 1) * turn / (comparedItems - 1)
        guard file.descendants(of: item) == 1 else { return true }
        let own = file.vector(of: item)
        let row = matrix.base + item * matrix.dimension
        return (0..<matrix.dimension).allSatisfy { own[$0].bitPattern == row[$0].bitPattern }
      }
    }
  }
}
