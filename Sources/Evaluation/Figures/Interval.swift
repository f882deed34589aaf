/// A figure and how far it may be off: the 95 % percentile interval of the bootstrap (Efron and
/// Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13).
public struct Interval: Sendable, Equatable {
  /// The figure.
  public let value: Double
  /// The 2.5th percentile of the resampled figures.
  public let low: Double
  /// The 97.5th percentile of the resampled figures.
  public let high: Double

  /// A figure and its bounds.
  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// Whether a number lies inside, bounds included.
  public func contains(_ number: Double) -> Bool { number >= low && number <= high }
}
