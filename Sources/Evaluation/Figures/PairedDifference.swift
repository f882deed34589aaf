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
    guard one.k == other.k, one.queries.count == other.queries.count, !one.queries.isEmpty,
      zip(one.queries, other.queries).allSatisfy({ $0.item == $1.item && $0.group == $1.group })
    else { return nil }
    let rows = zip(one.queries, other.queries).map { left, right in
      [
        left.precisionAt1 - right.precisionAt1, left.precisionAtK - right.precisionAtK,
        left.averagePrecision - right.averagePrecision,
      ]
    }
    let intervals = Bootstrap(rows, groups: one.queries.map(\.group))
      .intervals(samples: max(0, samples), seed: seed, threads: WorkingThreads(nil))
    precisionAt1 = intervals[0]
    precisionAtK = intervals[1]
    meanAveragePrecision = intervals[2]
  }
}
