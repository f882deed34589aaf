/// What reads the rows of one format, one after the other.
protocol ImportedRows {
  /// The file that lines are counted in.
  var path: String { get }
  /// The next row; nil at the end.
  mutating func next() throws -> ImportedRow?
}

extension ExchangePlace {
  /// The rows of a file.
  ///
  /// - Throws: ``ImportError``, ``CSVError``.
  func rows() throws -> any ImportedRows {
    switch format {
    case .npy: try NumPyRows(vectors, table: table ?? vectors)
    case .csv: try TableRows(vectors, hasVectors: true)
    case .jsonl: try JSONRows(vectors)
    }
  }
}
