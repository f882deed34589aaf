/// How long something took, as people say it.
enum DurationText {
  /// `45 s`, `12 min`, `3.2 h`.
  static func text(_ seconds: Double) -> String {
    if seconds < 1 { return "\(DecimalText.fixed(seconds, places: 2)) s" }
    if seconds < 120 { return "\(DecimalText.fixed(seconds, places: 0)) s" }
    if seconds < 7200 { return "\(DecimalText.fixed(seconds / 60, places: 0)) min" }
    return "\(DecimalText.fixed(seconds / 3600, places: 1)) h"
  }
}
