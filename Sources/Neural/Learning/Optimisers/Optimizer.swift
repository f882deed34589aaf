/// Changes parameters against their gradients.
///
/// What it remembers belongs to the parameters' names, so that layers may join later, and is saved in a
/// checkpoint with ``state``: training goes on from there with the same bits.
public protocol Optimizer: AnyObject {
  /// Takes one step. Gradients stay as they are; ``Parameter/clearGradient()`` is for the caller to call.
  ///
  /// - Parameter rate: The learning rate η of this step, such as a ``LearningRateSchedule`` gives it.
  func step(_ parameters: [Parameter], rate: Float)

  /// What it remembers from step to step, under names such as `fc1/kernel/velocity`.
  var state: [WeightTensor] { get }

  /// Takes over a ``state`` in place of its own.
  ///
  /// - Throws: ``OptimizerError`` when it is not one of this kind of optimiser.
  func restore(_ state: [WeightTensor]) throws
}
