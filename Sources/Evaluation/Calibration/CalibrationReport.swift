/// A calibration and how far it can be trusted.
///
/// Everything but the calibration itself is out of fold: the queries are dealt into five folds, whole
/// groups in one, and the pairs of a fold are judged by a calibration that the other folds made.
public struct CalibrationReport: Sendable, Equatable {
  /// The calibration made from all pairs.
  public let calibration: Calibration
  /// The reliability over all pairs, by predicted chance, ascending; without empty bins.
  public let reliability: [ReliabilityBin]
  /// The mean difference between predicted and observed in ``reliability``, weighted by pairs.
  public let expectedCalibrationError: Double
  /// The mean squared difference between the predicted chance and what happened, over all pairs.
  public let brierScore: Double
  /// The share of all pairs that share a label.
  public let baseRate: Double
  /// The reliability over the first k hits of every query: the pairs that a user sees.
  public let hitsReliability: [ReliabilityBin]
  /// The mean difference between predicted and observed in ``hitsReliability``, weighted by pairs.
  public let hitsExpectedCalibrationError: Double
}
