/// A layer at work on rows, in training and in inference.
///
/// Row pointers are valid during a call only.
protocol HeadStep: AnyObject {
  var inputs: Int { get }
  var outputs: Int { get }
  /// What training changes.
  var parameters: [Parameter] { get }

  /// Computes `output[rows × outputs]` from `input[rows × inputs]`.
  ///
  /// - Parameter seed: Given in training, for layers that behave otherwise then or keep something.
  func forward(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, seed: UInt64?)

  /// Adds to the parameters' gradients and computes the gradient by the inputs, where there is room for it.
  ///
  /// - Parameters:
  ///   - gradient: The derivative of the loss by each output, `[rows × outputs]`.
  ///   - input: What the last forward pass was given.
  ///   - output: What it computed.
  func backward(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    into inputGradient: UnsafeMutablePointer<Float>?)
}
