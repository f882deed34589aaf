import Imaging

/// One thing that must hold of an image, such as `width>=1000` or `camera_model=iPhone*`.
///
/// Where both sides are numbers they are compared as numbers; fractions such as `1/125` are numbers. Text is
/// compared without regard to case, and with `=` and `!=` a `*` on the right stands for any characters and a
/// `?` for one. An order among texts is that of their characters, which is right for dates as EXIF has them here
/// (`2024-05-31T12:34:56`); where the right side is a number, no text is before or after it. An image without the
/// key has the empty text: `lens=` finds those without a lens, `lens!=` those with one.
public struct FilterCondition: Sendable, Hashable, CustomStringConvertible {
  /// How the two sides relate.
  public enum Comparison: String, Sendable, CaseIterable {
    /// The same number, or text that matches.
    case equal = "="
    /// Not ``equal``.
    case notEqual = "!="
    /// Before.
    case less = "<"
    /// Before or the same.
    case lessOrEqual = "<="
    /// After.
    case greater = ">"
    /// After or the same.
    case greaterOrEqual = ">="
  }

  /// What is asked about: `label`, `path`, `format`, `width`, `height`, an EXIF field or a column of the table.
  public let key: String
  /// How it relates to the value.
  public let comparison: Comparison
  /// The right side.
  public let value: String

  /// A condition.
  public init(key: String, comparison: Comparison, value: String) {
    self.key = key
    self.comparison = comparison
    self.value = value
  }

  /// A condition as it is written on a command line: key, comparison, value. Spaces around each do not count.
  ///
  /// - Throws: ``FilterError/unreadable(_:)``.
  public init(_ text: String) throws(FilterError) {
    let signs: Set<Character> = ["=", "!", "<", ">"]
    guard let start = text.firstIndex(where: signs.contains) else { throw .unreadable(text) }
    // The longest first: `<=` begins like `<`. `==` is what programmers write.
    let spellings: [(String, Comparison)] = [
      ("==", .equal), ("!=", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("=", .equal),
      ("<", .less), (">", .greater),
    ]
    guard let (sign, comparison) = spellings.first(where: { text[start...].hasPrefix($0.0) }) else {
      throw .unreadable(text)
    }
    let key = Self.trimmed(text[..<start])
    guard !key.isEmpty else { throw .unreadable(text) }
    self.init(key: key, comparison: comparison, value: Self.trimmed(text[start...].dropFirst(sign.count)))
  }

  /// The fields of EXIF that may be keys.
  public static var exifKeys: [String] { ExifKey.allCases.map(\.rawValue) }

  /// The condition as it is written.
  public var description: String { "\(key)\(comparison.rawValue)\(value)" }

  private static func trimmed(_ text: Substring) -> String {
    let front = text.drop { $0 == " " }
    return String(front.reversed().drop { $0 == " " }.reversed())
  }
}
