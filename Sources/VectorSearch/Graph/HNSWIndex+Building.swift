extension HNSWIndex {
  /// Builds a graph over the rows of a matrix and writes it to a file; it is there whole or not at all.
  ///
  /// - Parameters:
  ///   - compact: the rows in bytes, all of them.
  ///   - dead: rows that no search may find; they are left out.
  ///   - threads: at least 1. With more than one the graph depends on chance, though not how good it is.
  ///   - old: a graph over the first rows of the same matrix that new rows are added to; its parameters count then.
  ///     One that cannot be right is not used.
  ///   - observe: told how many rows are done; says whether to go on.
  /// - Returns: false when it was stopped; nothing is written then.
  /// - Throws: `IndexFileError`, such as a full disk.
  public static func build(
    _ matrix: VectorMatrix, compact: CompactRows, skipping dead: RowSet = RowSet(),
    parameters: HNSWParameters = HNSWParameters(), threads: Int = 1, extending old: HNSWIndex? = nil,
    to path: String, observe: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(IndexFileError) -> Bool {
    guard compact.format == .int8, compact.count == matrix.count, compact.dimension == matrix.dimension else {
      throw .damaged(path: path, what: "the rows in bytes are not those of the vectors")
    }
    var builder = try GraphBuilder(
      compact, room: matrix.count, parameters: old?.parameters ?? parameters.bounded, path: path)
    var first = 0
    if let old {
      if builder.restore(old) {
        first = old.count
      } else {
        builder = try GraphBuilder(compact, room: matrix.count, parameters: parameters.bounded, path: path)
      }
    }
    guard matrix.count < Int(Int32.max) else {
      throw .tooLarge(path: path, what: "\(matrix.count) rows")
    }
    let rows = (first..<matrix.count).filter { !dead.contains($0) }.map { UInt32($0) }
    guard try builder.add(rows, threads: threads, path: path, observe: observe) else { return false }
    try builder.write(
      count: matrix.count, dimension: matrix.dimension,
      fingerprint: VectorFingerprint.of(matrix, rows: matrix.count), to: path)
    return true
  }
}
