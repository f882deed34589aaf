import CVectorKernels

/// Where the parts of a graph's file lie, computed without overflow before anything is mapped or allocated.
///
/// The file: a header of one page; for each row its neighbours on level 0, padded with ``noRow``; for each row where
/// its lists above level 0 begin, or ``noRow``; and those lists. All numbers are 32-bit, little-endian.
struct GraphLayout {
  /// Stands for no row.
  static let noRow = UInt32.max

  let count: Int
  /// The paper's M.
  let neighbours: Int
  /// Lists above level 0, all rows together.
  let upperLists: Int
  let links = IndexHeader.bytes
  let upperStarts: Int
  let upper: Int
  let bytes: Int

  /// Neighbours of a row on level 0.
  var width: Int { 2 * neighbours }

  /// - Throws: `IndexFileError.tooLarge` or `.damaged`.
  init(count: Int, neighbours: Int, upperLists: Int, path: String) throws(IndexFileError) {
    guard count >= 0, count < Int(Int32.max) else { throw .tooLarge(path: path, what: "\(count) rows") }
    guard HNSWParameters.neighbourRange.contains(neighbours) else {
      throw .damaged(path: path, what: "\(neighbours) neighbours for each row")
    }
    // Beyond this many levels no row is drawn in practice; it keeps the product below from overflowing.
    guard upperLists >= 0, upperLists <= count * Self.mostLevels else {
      throw .damaged(path: path, what: "\(upperLists) lists of neighbours above the lowest level")
    }
    let word = MemoryLayout<UInt32>.size
    self.count = count
    self.neighbours = neighbours
    self.upperLists = upperLists
    upperStarts = links + count * 2 * neighbours * word
    upper = upperStarts + count * word
    bytes = upper + upperLists * neighbours * word
  }

  /// Levels above level 0 that a graph may have.
  static let mostLevels = 64
}
