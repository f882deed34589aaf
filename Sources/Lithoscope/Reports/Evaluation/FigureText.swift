import Evaluation

/// Figures between 0 and 1 as tables show them, with three decimals and without the zero before the point.
public enum FigureText {
  /// `.818`, `1.000`.
  public static func share(_ value: Double) -> String {
    let text = DecimalText.fixed(value, places: 3)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }

  /// `.818 [.776 .860]`.
  public static func interval(_ interval: Interval) -> String {
    "\(share(interval.value)) [\(share(interval.low)) \(share(interval.high))]"
  }
}
