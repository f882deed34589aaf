/// How long something took, counted in classes as Prometheus has them.
struct LatencyHistogram: Sendable {
  /// The upper bounds of the classes in seconds, each about twice the one before; the last class has none.
  static let bounds = [
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30,
  ]

  /// How many fell into each class, the one without a bound at the end.
  private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// Seconds of all together.
  private(set) var sum = 0.0
  /// The longest.
  private(set) var most = 0.0

  /// How many there were.
  var count: Int { counts.reduce(0, +) }

  /// Counts one.
  mutating func add(_ seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
    most = max(most, seconds)
  }

  /// The duration in seconds that a share of all stayed below, as far as the classes tell: within one, all durations are
  /// taken to be equally frequent. Zero where there were none.
  func quantile(_ share: Double) -> Double {
    let wanted = share * Double(count)
    guard wanted > 0 else { return 0 }
    var before = 0.0
    for (place, count) in counts.enumerated() where count > 0 {
      if before + Double(count) >= wanted {
        let low = place == 0 ? 0 : Self.bounds[place - 1]
        let high = place < Self.bounds.count ? min(Self.bounds[place], most) : most
        return low + (max(low, high) - low) * (wanted - before) / Double(count)
      }
      before += Double(count)
    }
    return most
  }
}
