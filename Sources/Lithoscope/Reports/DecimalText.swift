/// Numbers as text with a fixed number of decimals, without the cost of Foundation's formatting.
public enum DecimalText {
  /// `value` with `places` decimals, rounded half away from zero: `fixed(0.97305, places: 4)` is `0.9731`.
  public static func fixed(_ value: Double, places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    // What no Int holds has no digits to round either.
    guard let scaled = Int(exactly: (abs(value) * Double(scale)).rounded()) else { return "\(value)" }
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let decimals = String(scaled % scale)
    return "\(sign)\(scaled / scale)." + String(repeating: "0", count: places - decimals.count) + decimals
  }
}
