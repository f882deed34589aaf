/// Gradient descent on batches: outputs, loss, gradient, a small step against it.
///
/// ```swift
/// let trainer = Trainer(head, optimizer: AdamW(), schedule: schedule)
/// for (features, labels) in batches {
///   let loss = try trainer.step(features, seed: random.next()) { SoftmaxCrossEntropy()($0, labels) }
/// }
/// ```
public final class Trainer<Model: Trainable> {
  /// What is trained.
  public let model: Model
  /// How a gradient becomes a step.
  public let optimizer: any Optimizer
  /// How long the steps are.
  public let schedule: LearningRateSchedule
  /// Steps that were taken; a run that goes on where another one stopped sets it.
  public var steps: Int

  /// A trainer before its first step, or after some that another one took.
  public init(_ model: Model, optimizer: any Optimizer, schedule: LearningRateSchedule, steps: Int = 0) {
    self.model = model
    self.optimizer = optimizer
    self.schedule = schedule
    self.steps = steps
  }

  /// The length of the next step.
  public var rate: Float { schedule.rate(at: steps) }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - seed: what dropout is drawn from.
  ///   - loss: the loss of the outputs `[N, D]`, and its gradient by them.
  /// - Returns: the loss before the step.
  /// - Throws: ``DivergenceError`` when the loss is no number any more: then the parameters are as before.
  @discardableResult
  public func step(_ batch: Model.Batch, seed: UInt64, loss: (Tensor) throws -> LossValue) throws -> Float {
    let outputs = try model.forward(batch, dropoutSeed: seed)
    let loss = try loss(outputs)
    guard loss.value.isFinite else { throw DivergenceError(loss: loss.value, step: steps, rate: rate) }
    try model.backward(loss.gradient)
    optimizer.step(model.parameters, rate: rate)
    for parameter in model.parameters { parameter.clearGradient() }
    steps += 1
    return loss.value
  }
}
