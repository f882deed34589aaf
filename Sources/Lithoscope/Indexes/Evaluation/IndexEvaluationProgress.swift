/// How far the evaluation of an index is.
public struct IndexEvaluationProgress: Sendable {
  /// What is being done.
  public enum Stage: Sendable, Hashable {
    /// The true neighbours are looked for, in queries.
    case searching
    /// The index is built, in what its kind counts.
    case building
    /// It is measured, in efforts.
    case measuring
  }

  /// What is being done.
  public let stage: Stage
  /// What is done.
  public let done: Int
  /// What there is to do, at most.
  public let total: Int
}
