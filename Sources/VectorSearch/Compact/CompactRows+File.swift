extension CompactRows {
  private static let name = "LithoRow"
  private static let version = 1
  private static let what = "a file of compact vectors"

  /// Encodes the rows of a matrix into a file; it is there whole or not at all.
  ///
  /// - Throws: `IndexFileError`, such as a full disk.
  public static func write(
    _ matrix: VectorMatrix, format: Format, threads: Int = 1, to path: String
  ) throws(IndexFileError) {
    let layout = try CompactLayout(format, count: matrix.count, dimension: matrix.dimension, path: path)
    let header = IndexHeader(
      name: name, version: version, numbers: [format.number, matrix.count, matrix.dimension],
      fingerprint: VectorFingerprint.of(matrix, rows: matrix.count))
    _ = try IndexFileWriter(path: path, bytes: layout.bytes).write { start in
      header.write(to: start)
      CompactEncoding(layout, into: start).encode(matrix, threads: threads)
      return true
    }
  }

  /// Maps a file of rows that were encoded from the first rows of a matrix.
  ///
  /// Takes no longer the more rows there are; that they are the matrix's is taken from a few of them.
  ///
  /// - Throws: `IndexFileError` for a file that is foreign, of another size than its numbers ask for, or made from
  ///   other vectors.
  public convenience init(path: String, matching matrix: VectorMatrix) throws(IndexFileError) {
    let memory = try MappedMemory(path: path)
    let header = try IndexHeader(
      memory, name: Self.name, version: Self.version, numbers: 3, path: path, what: Self.what)
    guard let format = Format(number: header.numbers[0]) else {
      throw .unsupported(path: path, what: "number format \(header.numbers[0])")
    }
    let count = header.numbers[1]
    let layout = try CompactLayout(format, count: count, dimension: header.numbers[2], path: path)
    guard memory.bytes == layout.bytes else {
      throw .wrongSize(path: path, bytes: memory.bytes, expected: layout.bytes)
    }
    guard layout.dimension == matrix.dimension, count <= matrix.count,
      header.fingerprint == VectorFingerprint.of(matrix, rows: count)
    else { throw .otherVectors(path: path) }
    self.init(layout, memory)
  }
}

extension CompactRows.Format {
  /// Its number in files.
  var number: Int {
    switch self {
    case .f16: 1
    case .int8: 2
    }
  }

  init?(number: Int) {
    guard let format = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = format
  }
}
