import VectorSearch

/// Makes the files of an index over a matrix, and opens them.
struct IndexBuilder {
  let settings: IndexSettings
  let threads: Int
  /// Told how far it is; false stops.
  let observe: (_ done: Int, _ total: Int) -> Bool

  /// Where the randomness of graphs and trees starts. Any number does; it is fixed, so that the same vectors give the
  /// same index.
  private static let seed: UInt64 = 0

  /// Writes an index, each file whole or not at all.
  ///
  /// - Parameters:
  ///   - stem: the files' paths but for their endings.
  ///   - copyFormat: what exact search and graphs read first.
  ///   - dead: rows that are left out where the kind can.
  ///   - old: the path of a graph over the first rows of the matrix, which the new one goes on from.
  /// - Returns: the files' endings, in the order in which ``open(_:_:over:)`` wants them; nil when it was stopped.
  /// - Throws: `IndexFileError`, such as a full disk; `VectorError` for vectors that are none.
  func build(
    _ kind: IndexKind, over matrix: VectorMatrix, without dead: RowSet, at stem: String,
    copyFormat: CompactRows.Format, extending old: String? = nil
  ) throws -> [String]? {
    switch kind {
    case .exact:
      try CompactRows.write(
        matrix, format: copyFormat, threads: threads, to: "\(stem).\(copyFormat.rawValue)")
      return [copyFormat.rawValue]
    case .hnsw:
      let path = "\(stem).\(copyFormat.rawValue)"
      try CompactRows.write(matrix, format: copyFormat, threads: threads, to: path)
      let compact = try CompactRows(path: path, matching: matrix)
      var parameters = HNSWParameters()
      parameters.neighbours = settings.neighbours
      parameters.constructionBreadth = settings.breadth
      parameters.seed = Self.seed
      // A graph that cannot be opened is built anew, which takes longer and comes to the same.
      let graph = old.flatMap { try? HNSWIndex(path: $0, matrix: matrix, compact: compact) }
      let isWhole = try HNSWIndex.build(
        matrix, compact: compact, skipping: dead, parameters: parameters, threads: threads, extending: graph,
        to: "\(stem).hnsw", observe: observe)
      return isWhole ? [copyFormat.rawValue, "hnsw"] : nil
    case .annoy:
      let isWhole = try AnnoyIndex.build(
        matrix, skipping: dead, trees: settings.trees, seed: Self.seed, threads: threads, to: "\(stem).ann",
        observe: observe)
      return isWhole ? ["ann"] : nil
    }
  }

  /// Opens an index; its files are mapped, not read.
  ///
  /// - Parameters:
  ///   - paths: its files, in the order in which ``build(_:over:without:at:copyFormat:extending:)`` names them.
  ///   - matrix: the rows that it covers.
  /// - Throws: ``IndexProblem``.
  static func open(_ kind: IndexKind, _ paths: [String], over matrix: VectorMatrix) throws(IndexProblem)
    -> any VectorIndex
  {
    do {
      let index: any VectorIndex
      switch (kind, paths.count) {
      case (.exact, 1):
        index = ExactIndex(matrix, compact: try CompactRows(path: paths[0], matching: matrix))
      case (.hnsw, 2):
        let compact = try CompactRows(path: paths[0], matching: matrix)
        index = try HNSWIndex(path: paths[1], matrix: matrix, compact: compact)
      case (.annoy, 1):
        index = try AnnoyIndex(path: paths[0], dimension: matrix.dimension, matrix: matrix)
      default: throw IndexProblem.otherVectors
      }
      guard index.count == matrix.count else { throw IndexProblem.otherVectors }
      return index
    } catch {
      throw IndexProblem(error)
    }
  }
}
