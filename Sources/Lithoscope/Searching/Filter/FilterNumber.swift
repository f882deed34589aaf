/// Numbers as people and cameras write them.
enum FilterNumber {
  /// The number that a text is as a whole: digits with a sign, a decimal point or an exponent, or a fraction of
  /// two whole numbers such as `1/125`.
  ///
  /// - Parameter decimalComma: whether a comma may stand for the point, as in tables that `;` divides.
  static func parse(_ text: String, decimalComma: Bool = false) -> Double? {
    // `Double` takes “nan”, “infinity” and hexadecimals as well, which may be names.
    let allowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard allowed else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let numerator = Int(parts[0]), let denominator = Int(parts[1]), denominator > 0 else {
        return nil
      }
      return Double(numerator) / Double(denominator)
    }
    let point = decimalComma ? String(text.map { $0 == "," ? "." : $0 }) : text
    return Double(point).flatMap { $0.isFinite ? $0 : nil }
  }
}
