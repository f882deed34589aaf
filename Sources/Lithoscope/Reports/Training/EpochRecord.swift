/// What is known after one pass over the training set.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// The number of the pass; the first is 1. Number 0 may say how things stood before training.
  public let epoch: Int
  /// The learning rate at its end.
  public let rate: Float
  /// The mean loss of its batches, in training.
  public let trainingLoss: Float
  /// The mean loss on the validation set, in inference; nil where there is none.
  public let validationLoss: Float?
  /// Figures on the validation set by name, such as `accuracy`, the greater the better.
  public let metrics: [String: Double]
  /// How long it took, validation included.
  public let seconds: Double

  /// What is known after one pass over the training set.
  public init(
    epoch: Int, rate: Float, trainingLoss: Float, validationLoss: Float? = nil,
    metrics: [String: Double] = [:],
    seconds: Double
  ) {
    self.epoch = epoch
    self.rate = rate
    self.trainingLoss = trainingLoss
    self.validationLoss = validationLoss
    self.metrics = metrics
    self.seconds = seconds
  }

  private enum CodingKeys: String, CodingKey {
    case epoch, metrics, seconds
    case rate = "learning_rate"
    case trainingLoss = "training_loss"
    case validationLoss = "validation_loss"
  }
}
