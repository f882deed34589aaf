extension AnnoyIndex {
  /// Builds a forest over the rows of a matrix and writes it to a file that Annoy reads.
  ///
  /// A seed gives the same file, byte for byte, whatever the number of threads. The file appears under its name when
  /// it is whole and on the disk; where the build is stopped, killed or fails, what had that name stays.
  ///
  /// - Parameters:
  ///   - matrix: at most 2³¹ − 1 rows. Those that are not finite are left out, as dead ones are.
  ///   - dead: rows that are left out: they stay as numbers without an item.
  ///   - trees: at least 1. More trees find more and take longer; for a given number of rows met, more trees are
  ///     better.
  ///   - seed: what the random hyperplanes are drawn from.
  ///   - threads: the most trees that grow at once, at least 1.
  ///   - observe: told, on the calling thread, how many trees of how many are done; false stops the build.
  /// - Returns: false where `observe` stopped the build; nothing is written then.
  /// - Throws: `IndexFileError`.
  public static func build(
    _ matrix: VectorMatrix, skipping dead: RowSet, trees: Int, seed: UInt64, threads: Int, to path: String,
    observe: (_ done: Int, _ total: Int) -> Bool
  ) throws -> Bool {
    precondition(trees >= 1, "a forest has at least one tree")
    let layout = AnnoyLayout(dimension: matrix.dimension)
    guard matrix.count < AnnoyLayout.mostNodes else {
      throw IndexFileError.tooLarge(path: path, what: "\(matrix.count) rows")
    }
    guard matrix.dimension <= AnnoyLayout.largestDimension else {
      throw IndexFileError.tooLarge(path: path, what: "\(matrix.dimension) components a row")
    }
    let rows = BuildRows(matrix, skipping: dead)
    let writer = try AnnoyFileWriter(path: path, layout: layout)
    try writeItems(rows, to: writer)
    var roots: [ArraySlice<Int32>] = []
    while roots.count < trees {
      let grown = grow(roots.count..<min(roots.count + max(1, threads), trees), over: rows, seed: seed)
      for tree in grown {
        var root: ArraySlice<Int32> = []
        try tree.forEachNode(after: writer.nodes) { words throws(IndexFileError) in
          try writer.append(words)
          root = words
        }
        roots.append(root)
      }
      guard observe(roots.count, trees) else { return false }
    }
    for root in roots { try writer.append(root) }
    try writer.commit()
    return true
  }

  private static func writeItems(_ rows: BuildRows, to writer: AnnoyFileWriter) throws(IndexFileError) {
    let matrix = rows.matrix
    let hole = [Float](repeating: 0, count: matrix.dimension)
    var next = rows.rows.startIndex
    for row in 0..<matrix.count {
      if next < rows.rows.endIndex, Int(rows.rows[next]) == row {
        next += 1
        let squaredLength = Int32(bitPattern: rows.squaredLengths[row].bitPattern)
        try writer.append(descendants: 1, squaredLength, 0, rows.vector(Int32(row)))
      } else {
        try writer.append(descendants: 0, 0, 0, hole)
      }
    }
  }

  /// The trees of some numbers, each grown on a thread of its own.
  private static func grow(_ numbers: Range<Int>, over rows: BuildRows, seed: UInt64) -> [GrownTree] {
    ParallelTasks.map(numbers.count) { place, _ in
      var grower = TreeGrower(rows, seed: seed, tree: numbers.lowerBound + place)
      return grower.grow()
    }
  }
}
