/// How well queries were answered: means over queries, from 0 to 1, overall or of one class.
public struct RetrievalFigures: Sendable, Equatable {
  /// The queries that were measured.
  public let queries: Int
  /// What the bootstrap drew from: queries, or whole groups where groups have several queries. With only
  /// a few of them the intervals say little, with a single one nothing.
  public let resampledUnits: Int
  /// The precision that a random order would reach, the mean over the queries: every figure below is to be
  /// read beside it.
  public let chance: Double
  /// The share of queries whose first result is of their class.
  public let precisionAt1: Interval
  /// The share of the first k results that are of the query's class; fewer than k results count as wrong.
  public let precisionAtK: Interval
  /// Precision after as many results as there are items to find.
  public let rPrecision: Interval
  /// The mean of the queries' average precisions.
  public let meanAveragePrecision: Interval
  /// The share of queries whose neighbours voted for their class.
  public let knnAccuracy: Interval
}
