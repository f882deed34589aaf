/// How wrong the outputs of a network are, and in which direction they get better.
///
/// Training walks downhill: the gradient of the loss by the outputs is handed to the last layer, each layer
/// turns the gradient by its outputs into that by its inputs and parameters (the chain rule; Rumelhart, Hinton
/// and Williams, "Learning representations by back-propagating errors", 1986), and an ``Optimizer`` takes a
/// step against it.
public protocol Loss: Sendable {
  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - outputs: `[N, D]`, one row an image.
  ///   - labels: The class of each row; N of them, none negative.
  func callAsFunction(_ outputs: Tensor, _ labels: [Int]) -> LossValue
}
