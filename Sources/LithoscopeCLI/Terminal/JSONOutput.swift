import Foundation

/// One JSON object on standard output, its keys in snake case and in order, so that equal results are equal
/// bytes.
enum JSONOutput {
  /// Writes `value`.
  ///
  /// - Throws: the encoder's error.
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Terminal.print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
