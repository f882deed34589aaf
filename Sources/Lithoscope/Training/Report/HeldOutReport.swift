import Evaluation

/// What images say that training has never seen: they ask, and the images trained on are the database.
public struct HeldOutReport: Sendable {
  /// One way of comparing.
  public struct Line: Sendable {
    /// The model's name, its base's, or the baseline's.
    public let name: String
    /// Numbers in a vector.
    public let dimension: Int
    /// The figures, with intervals.
    public let figures: RetrievalFigures
    /// Whether it is what all others are compared with.
    public let isBaseline: Bool
  }

  /// The folder.
  public let folder: String
  /// Images that asked.
  public let images: Int
  /// Images they were looked for among.
  public let database: Int
  /// How many results precision looked at.
  public let k: Int
  /// The model, its untrained base and the baseline without a network.
  public let lines: [Line]
  /// A classifier's answers; nil for others.
  public let confusion: ConfusionMatrix?
  /// The mean of −ln of the probability that a classifier gives the true class, as it is calibrated.
  public let crossEntropy: Double?
  /// Images that also are among those trained on, byte by byte: they flatter.
  public let shared: Int
  /// What was left out, a sentence each.
  public let remarks: [String]
}
