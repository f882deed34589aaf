/// What a ``Trainer`` improves: a function of batches with parameters, and its derivative.
public protocol Trainable {
  /// What goes in: features, or images.
  associatedtype Batch

  /// What training changes.
  var parameters: [Parameter] { get }

  /// The outputs of a batch, `[N, D]`, with everything kept that ``backward(_:)`` needs.
  ///
  /// - Parameter dropoutSeed: what dropout is drawn from.
  func forward(_ batch: Batch, dropoutSeed: UInt64) throws -> Tensor

  /// Adds the gradient of the loss by each parameter to the parameter's gradient.
  ///
  /// - Parameter gradient: of the loss by the outputs of the last ``forward(_:dropoutSeed:)``, `[N, D]`.
  func backward(_ gradient: Tensor) throws

  /// The outputs of a batch when nothing is to be learned from it: without dropout.
  func callAsFunction(_ batch: Batch) throws -> Tensor
}
