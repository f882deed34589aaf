/// A condition's comparison and value, made ready for many images.
struct FilterTest {
  private let comparison: FilterCondition.Comparison
  private let text: String
  private let number: Double?
  private let pattern: GlobPattern
  private let decimalComma: Bool

  /// A test.
  ///
  /// - Parameters:
  ///   - asText: whether values are never numbers: dates, of which a year alone would look like one.
  ///   - decimalComma: whether values may have a comma for the decimal point.
  init(_ condition: FilterCondition, asText: Bool = false, decimalComma: Bool = false) {
    comparison = condition.comparison
    text = condition.value.lowercased()
    number = asText ? nil : FilterNumber.parse(condition.value, decimalComma: decimalComma)
    pattern = GlobPattern(condition.value)
    self.decimalComma = decimalComma
  }

  /// Whether a value, empty where an image has none, passes.
  func holds(for value: String) -> Bool {
    switch comparison {
    case .equal: isEqual(value)
    case .notEqual: !isEqual(value)
    case .less: compares(value, { $0 < $1 }, { $0 < $1 })
    case .lessOrEqual: compares(value, { $0 <= $1 }, { $0 <= $1 })
    case .greater: compares(value, { $0 > $1 }, { $0 > $1 })
    case .greaterOrEqual: compares(value, { $0 >= $1 }, { $0 >= $1 })
    }
  }

  private func isEqual(_ value: String) -> Bool {
    if let number, let own = FilterNumber.parse(value, decimalComma: decimalComma) { return own == number }
    return pattern.matches(value)
  }

  private func compares(
    _ value: String, _ numbers: (Double, Double) -> Bool, _ texts: (String, String) -> Bool
  )
    -> Bool
  {
    // What is not known is neither before nor after anything.
    guard !value.isEmpty else { return false }
    guard let number else { return texts(value.lowercased(), text) }
    return FilterNumber.parse(value, decimalComma: decimalComma).map { numbers($0, number) } ?? false
  }
}
