/// Two calibrations and how far they can be trusted.
///
/// The first results of a query are not pairs drawn blindly: they share the query's label more often than
/// other pairs just as similar. What a search shows beside its results is ``hitsCalibration``; what any two
/// images deserve is ``calibration``.
///
/// Reliability, errors and scores are out of fold: the queries are dealt into five folds, whole groups in
/// one, and the pairs of a fold are judged by a calibration that the other folds made.
public struct CalibrationReport: Sendable, Equatable {
  /// The calibration of two images drawn blindly, made from all pairs of a query and its database. A pair
  /// of two queries counts once.
  public let calibration: Calibration
  /// The reliability over all pairs, by predicted chance, ascending; without empty bins.
  public let reliability: [ReliabilityBin]
  /// The mean difference between predicted and observed in ``reliability``, weighted by pairs.
  public let expectedCalibrationError: Double
  /// The mean squared difference between the predicted chance and what happened, over all pairs.
  public let brierScore: Double

  /// The calibration of a search's results, made from the first k of every query. Below the least similar
  /// of these it goes on as ``calibration``.
  public let hitsCalibration: Calibration
  /// The reliability over the first k results of every query: the pairs that a user sees.
  public let hitsReliability: [ReliabilityBin]
  /// The mean difference between predicted and observed in ``hitsReliability``, weighted by pairs.
  public let hitsExpectedCalibrationError: Double
  /// The mean squared difference between the predicted chance and what happened, over the results.
  public let hitsBrierScore: Double

  /// The share of all pairs that share a label.
  public var baseRate: Double { calibration.baseRate }
}
