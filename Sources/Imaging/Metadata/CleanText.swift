/// Text from a file made safe to store, print and draw.
enum CleanText {
  /// Longer than any camera's name, short enough for a table.
  static let longest = 120

  /// The text on one line, without control and direction-changing characters and surplus spaces, at most
  /// `limit` characters long.
  static func line(_ text: String, limit: Int = longest) -> String {
    var scalars = String.UnicodeScalarView()
    var pendingSpace = false
    // A character may carry any number of combining marks, so the raw length is bounded as well.
    for scalar in text.unicodeScalars.prefix(limit * 8) {
      if isRefused(scalar) || scalar.properties.isWhitespace {
        pendingSpace = !scalars.isEmpty
        continue
      }
      if pendingSpace { scalars.append(" ") }
      pendingSpace = false
      scalars.append(scalar)
    }
    return String(String(scalars).prefix(limit))
  }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return true
    case .format:
      // Zero-width joiners shape scripts and emoji; every other format character only misleads.
      return scalar != "\u{200D}" && scalar != "\u{200C}"
    default: return scalar == "\u{FFFC}" || scalar == "\u{FFFD}"
    }
  }
}
