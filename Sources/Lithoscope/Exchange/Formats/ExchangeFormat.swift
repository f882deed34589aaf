/// The formats in which vectors and what is known of their images leave a collection and come into one.
public enum ExchangeFormat: String, Sendable, CaseIterable {
  /// NumPy's array, `[images, dimension]`, little-endian 32-bit floats in C order, and beside it a CSV table with
  /// one line for each row.
  case npy
  /// One table after RFC 4180: what is known of an image, then its vector's components `v0`, `v1`, ….
  case csv
  /// One JSON object a line, the vector as its `embedding`.
  case jsonl

  /// The format that a file's name ends in; nil for another ending.
  init?(ofFile path: String) {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}
