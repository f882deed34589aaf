/// The loss has become infinite or no number: the steps were too long for this network and this data.
public struct DivergenceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The loss, infinite or NaN.
  public let loss: Float
  /// The step that was not taken, counted from 0.
  public let step: Int
  /// The learning rate it would have had.
  public let rate: Float

  /// What happened.
  public init(loss: Float, step: Int, rate: Float) {
    self.loss = loss
    self.step = step
    self.rate = rate
  }

  /// The reason and the remedy, in one sentence.
  public var description: String {
    "The loss became \(loss) at step \(step) with the learning rate \(rate); train with a lower one."
  }
}
