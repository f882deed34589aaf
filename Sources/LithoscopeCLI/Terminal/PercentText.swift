/// Shares as people write them.
enum PercentText {
  /// A share of 0…1 without decimals, such as `83 %`; neither certain nor impossible by rounding.
  static func text(_ share: Double) -> String {
    let percent = Int((share * 100).rounded())
    if percent == 0, share > 0 { return "<1 %" }
    if percent == 100, share < 1 { return ">99 %" }
    return "\(percent) %"
  }
}
