/// What a training has made and how good it is.
public struct TrainingReport: Sendable {
  /// What the model is called.
  public let name: String
  /// Where it lies.
  public let path: String
  /// Its digest, which stamps collections that are described by it.
  public let digest: String
  /// Numbers in its vectors.
  public let dimension: Int
  /// The classes; none where labels did not count.
  public let classes: [String]
  /// Images that were trained on.
  public let trainingImages: Int
  /// Images that were kept for validation.
  public let validationImages: Int
  /// All epochs.
  public let history: [EpochRecord]
  /// The epoch whose parameters were taken; nil where there was none.
  public let best: EpochRecord?
  /// A classifier's temperature; nil for others.
  public let temperature: Double?
  /// How a classifier's classes are taken for each other on the images kept for validation; nil without any.
  public let confusion: ConfusionMatrix?
  /// What held-out images say; nil where none were given.
  public let heldOut: HeldOutReport?
  /// Files written beside the model: curves and confusion.
  public let files: [String]
  /// What was left out or should be known, a sentence each.
  public let remarks: [String]
  /// Files that could not be used, with the reason.
  public let failed: [FailedFile]
  /// Seconds of training alone.
  public let trainingSeconds: Double
  /// Seconds of all, describing included, of this run.
  public let seconds: Double
}
