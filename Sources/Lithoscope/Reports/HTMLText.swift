/// Text made safe for HTML, and bytes made text.
enum HTMLText {
  /// `text` with the characters that mean something to HTML written as entities; control characters, which
  /// file names may hold, become the replacement character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where scalar.properties.generalCategory == .control: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Bytes as a `data:` address in base 64 (RFC 2397, RFC 4648).
  static func dataAddress(_ bytes: [UInt8], type: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for i in 0..<3 { group = group << 8 | (i < count ? Int(bytes[start + i]) : 0) }
      for i in 0..<4 {
        text.append(i <= count ? digits[group >> (18 - 6 * i) & 63] : UInt8(ascii: "="))
      }
    }
    return "data:\(type);base64," + String(decoding: text, as: UTF8.self)
  }
}
