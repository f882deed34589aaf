import Catalog

/// What tells whose a row is.
enum RowKey {
  /// The digest that a text says; nil for none.
  ///
  /// - Throws: ``ImportError/badDigest(path:line:text:)``.
  static func digest(_ text: String?, _ path: String, _ line: Int) throws(ImportError) -> ContentDigest? {
    guard let text else { return nil }
    guard let digest = ContentDigest(hexadecimal: text) else {
      throw .badDigest(path: path, line: line, text: text)
    }
    return digest
  }
}
