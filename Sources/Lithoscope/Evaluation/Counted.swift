/// Numbers with their nouns.
enum Counted {
  /// `1 image`, `2 images`.
  static func images(_ count: Int) -> String { "\(count) \(count == 1 ? "image" : "images")" }

  /// `1 query`, `2 queries`.
  static func queries(_ count: Int) -> String { "\(count) \(count == 1 ? "query" : "queries")" }

  /// A share in percent without decimals, but never 0 for something.
  static func percent(_ share: Double) -> String {
    let text = DecimalText.fixed(share * 100, places: 0)
    return text == "0" && share > 0 ? "<1 %" : "\(text) %"
  }
}
