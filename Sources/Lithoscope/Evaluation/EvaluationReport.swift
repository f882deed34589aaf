import Evaluation

/// What an evaluation found.
public struct EvaluationReport: Sendable {
  /// A class and its size.
  public struct Class: Sendable {
    /// Its name.
    public let name: String
    /// Its images.
    public let images: Int
  }

  /// One line of the table.
  public struct Line: Sendable {
    /// The descriptor's name, or the baseline's.
    public let name: String
    /// Components of a vector.
    public let dimension: Int
    /// What it sees, in a few words.
    public let summary: String
    /// Whether it is the baseline.
    public let isBaseline: Bool
    /// The figures.
    public let result: RetrievalResult
    /// How much better than the baseline it is on the same queries; nil for the baseline itself.
    public let gain: PairedDifference?
  }

  /// The images' folder.
  public let folder: String
  /// The images that took part, in the order of their paths; items of the results are indices into them.
  public let images: [EvaluatedImage]
  /// The classes by name.
  public let classes: [Class]
  /// How it was made.
  public let `protocol`: EvaluationProtocol
  /// The results that precision at k looks at.
  public let k: Int
  /// What flatters the figures, to be read before them.
  public let warnings: [String]
  /// What was left out or not done, a sentence each.
  public let remarks: [String]
  /// Mean precision of results in random order: what guessing reaches.
  public let chance: Double
  /// The descriptors, the baseline last.
  public let lines: [Line]
  /// How long it took.
  public let seconds: Double

  /// The line whose classes are shown: the collection's first descriptor, or the baseline where it is alone.
  public var main: Line? { lines.first }
}
