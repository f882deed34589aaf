import CVectorKernels

/// Where the parts of a file of compact rows lie, computed without overflow before anything is mapped or allocated.
///
/// The file: a header of one page, the rows, each padded to a cache line, the rows' scales (bytes only), the
/// bounds on their errors and the rows' mean (bytes only), all little-endian.
struct CompactLayout {
  /// Bytes before the rows: a page, so that rows lie on cache lines in the mapped file.
  static let headerBytes = 4096

  let format: CompactRows.Format
  let count: Int
  let dimension: Int
  /// Numbers from one row to the next.
  let stride: Int
  /// Where the rows, their scales and their errors begin; scales are those of bytes.
  let codes = Self.headerBytes
  let scales: Int
  let errors: Int
  let mean: Int
  /// All bytes.
  let bytes: Int

  /// - Throws: `IndexFileError.tooLarge`.
  init(_ format: CompactRows.Format, count: Int, dimension: Int, path: String) throws(IndexFileError) {
    guard dimension >= 1, dimension <= CompactRows.widestRow, count >= 0 else {
      throw .tooLarge(path: path, what: "\(count) rows of \(dimension) components")
    }
    let line = Int(LITHO_ROW_ALIGNMENT)
    let numberBytes = format == .int8 ? 1 : 2
    let rowBytes = (dimension * numberBytes + line - 1) / line * line
    let perRow = rowBytes + (format == .int8 ? 2 : 1) * MemoryLayout<Float>.size
    guard count <= (Int.max / 2 - Self.headerBytes) / perRow else {
      throw .tooLarge(path: path, what: "\(count) rows of \(dimension) components")
    }
    self.format = format
    self.count = count
    self.dimension = dimension
    stride = rowBytes / numberBytes
    scales = Self.headerBytes + count * rowBytes
    errors = scales + (format == .int8 ? count * MemoryLayout<Float>.size : 0)
    mean = errors + count * MemoryLayout<Float>.size
    bytes = mean + (format == .int8 ? dimension * MemoryLayout<Float>.size : 0)
  }

  var rowBytes: Int { stride * (format == .int8 ? 1 : 2) }
}
