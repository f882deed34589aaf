/// How far an evaluation is.
public struct EvaluationProgress: Sendable {
  /// What is being done.
  public enum Stage: Sendable, Equatable {
    /// Images are described by the baseline's descriptors, or for finding duplicates.
    case describing
    /// Queries are answered by a descriptor.
    case comparing(String)
    /// Queries are classified before they are answered.
    case classifying
    /// Duplicates are looked for.
    case duplicates
  }

  /// What is being done.
  public let stage: Stage
  /// How much of it is.
  public let done: Int
  /// All of it.
  public let total: Int
}
