/// A step of a training that was taken.
public struct TrainingStep: Sendable {
  /// 0 while the head is trained, 1 while the network is.
  public let stage: Int
  /// The epoch, from 0 within the stage.
  public let epoch: Int
  /// Epochs of the stage, at most.
  public let epochs: Int
  /// Steps of the epoch that are done.
  public let step: Int
  /// Steps of the epoch.
  public let steps: Int
  /// The mean loss of these steps.
  public let loss: Double
}
