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

  /// What came of one image's question.
  public struct Answer: Sendable {
    /// The image, relative to the folder.
    public let path: String
    /// Its class.
    public let label: String
    /// The class that a classifier took it for; nil for others.
    public let predicted: String?
    /// Its average precision by each of ``HeldOutReport/lines``; nil where there was nothing to find.
    public let averagePrecision: [Double?]
    /// The share of its first results that are of its class, likewise.
    public let precisionAtK: [Double?]
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
  /// What came of each image, in the order of their paths.
  public let answers: [Answer]
  /// Images that also are among those trained on, byte by byte: they flatter.
  public let shared: Int
  /// What was left out, a sentence each.
  public let remarks: [String]
}
