import Catalog

/// One row of a file of vectors.
struct ImportedRow {
  /// The path that it gives its image; nil where it gives none.
  let path: String?
  /// The digest that it gives its image.
  let digest: ContentDigest?
  var vector: [Float]
  /// Where it stands, counted from 1.
  let line: Int

  /// What to call it: its image, or its line.
  var name: String { path ?? digest.map { "\($0)" } ?? "line \(line)" }
}

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

extension ContentDigest {
  /// The digest that 64 hexadecimal digits say.
  init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(digits[place]), let low = Self.value(digits[place + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
