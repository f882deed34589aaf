/// Fields of tables that are written: in quotes where RFC 4180 asks for it, and where a reader might take away
/// blanks or take another character for the delimiter.
enum CSVField {
  /// The text of a field.
  static func text(_ value: String) -> String {
    guard needsQuotes(value) else { return value }
    var quoted = "\""
    for scalar in value.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
  }

  /// A line of fields, with the line break that RFC 4180 asks for.
  static func line(_ fields: [String]) -> String { fields.map(text).joined(separator: ",") + "\r\n" }

  private static func needsQuotes(_ value: String) -> Bool {
    if value.utf8.first == UInt8(ascii: " ") || value.utf8.last == UInt8(ascii: " ") { return true }
    return value.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
        UInt8(ascii: "\t"):
        true
      default: false
      }
    }
  }
}
