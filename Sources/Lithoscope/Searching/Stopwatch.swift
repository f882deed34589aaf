/// Measures the time since it was made or last read.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var start = ContinuousClock.now

  /// Seconds since the last lap.
  mutating func lap() -> Double {
    let now = clock.now
    defer { start = now }
    return (now - start) / .seconds(1)
  }
}
