/// What stands between the parts of a form.
struct MultipartBoundary: Sendable, Equatable {
  /// 1 to 70 characters (RFC 2046, section 5.1.1).
  let text: String

  private static let longest = 70
  private static let mediaType = "multipart/form-data"
  private static let punctuation = Set("'()+_,-./:=? ".utf8)

  /// The boundary that a media type names; nil for any other media type, and where it names none.
  init?(mediaType: String) {
    let parts = mediaType.split(separator: ";", omittingEmptySubsequences: false)
    guard let type = parts.first, Self.trimmed(type).lowercased() == Self.mediaType else { return nil }
    for part in parts.dropFirst() {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, Self.trimmed(halves[0]).lowercased() == "boundary" else { continue }
      var text = Self.trimmed(halves[1])
      if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
        text = String(text.dropFirst().dropLast())
      }
      guard (1...Self.longest).contains(text.utf8.count), !text.hasSuffix(" "),
        text.utf8.allSatisfy(Self.isAllowed)
      else { return nil }
      self.text = text
      return
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: punctuation.contains(byte)
    }
  }
}
