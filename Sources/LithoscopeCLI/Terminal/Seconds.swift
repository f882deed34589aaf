/// Times and rates as people write them.
enum Seconds {
  /// A duration, such as `0.35 s` or `12 min 4 s`.
  static func text(_ seconds: Double) -> String {
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 60 { return "\(Double(Int(seconds * 10)) / 10) s" }
    return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
  }

  /// A rate with as many digits as it deserves.
  static func rate(_ perSecond: Double) -> String {
    perSecond < 100 ? "\(Double(Int(perSecond * 10)) / 10)" : "\(Int(perSecond.rounded()))"
  }
}
