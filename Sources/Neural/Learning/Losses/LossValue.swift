/// What a loss says of a batch.
public struct LossValue: Sendable {
  /// The mean over the batch.
  public let value: Float
  /// The derivative of ``value`` by each of the outputs, `[N, D]`: where a backward pass begins.
  public let gradient: Tensor

  /// A value and its gradient by the outputs.
  public init(value: Float, gradient: Tensor) {
    self.value = value
    self.gradient = gradient
  }
}
