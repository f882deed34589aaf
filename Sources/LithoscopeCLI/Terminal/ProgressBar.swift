/// A line on standard error that grows with the work: how far, how fast, how long still.
///
/// Only a terminal sees it; a log file is spared.
final class ProgressBar {
  private let title: String
  private let unit: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawing: ContinuousClock.Instant?
  private let interval = Duration.milliseconds(100)

  /// A bar for work counted in `unit`, such as `images`.
  init(_ title: String, unit: String, isShown: Bool = Terminal.isInteractive) {
    self.title = title
    self.unit = unit
    self.isShown = isShown
  }

  /// Shows that `done` of `total` are finished.
  func update(_ done: Int64, of total: Int64) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastDrawing, now - lastDrawing < interval, done < total { return }
    lastDrawing = now
    Terminal.draw("\r" + line(done, total, elapsed: (now - start) / .seconds(1)) + "\u{1B}[K")
  }

  /// Wipes the line: what comes next says how it ended.
  func finish() {
    guard isShown, lastDrawing != nil else { return }
    lastDrawing = nil
    Terminal.draw("\r\u{1B}[K")
  }

  /// Calls `work` and wipes the line however it ends, before anything else is said.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { finish() }
    return try work()
  }

  private func line(_ done: Int64, _ total: Int64, elapsed: Double) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    var figures = " \(Int(share * 100)) %  \(amount(done)) of \(amount(total))"
    if rate > 0 { figures += "  \(speed(rate))  \(remaining(Double(total - done) / rate))" }
    let width = min(30, Terminal.columns - title.count - figures.count - 4)
    guard width >= 5 else { return title + figures }
    let filled = Int(share * Double(width))
    return "\(title) " + String(repeating: "█", count: filled)
      + String(repeating: "░", count: width - filled) + figures
  }

  private func amount(_ value: Int64) -> String {
    unit == "bytes" ? ByteText.text(value) : String(value)
  }

  private func speed(_ rate: Double) -> String {
    if unit == "bytes" { return ByteText.text(Int64(rate)) + "/s" }
    return rate < 10 ? "\(Double(Int(rate * 10)) / 10) \(unit)/s" : "\(Int(rate)) \(unit)/s"
  }

  private func remaining(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999).rounded())
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return whole < 3600
      ? "\(whole / 60):\(two(whole % 60)) left"
      : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60)) left"
  }
}
