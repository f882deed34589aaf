/// What turns an architecture and its weights into something that computes.
///
/// There are two, oneDNN and own Winograd kernels; another one (an accelerator) implements these two protocols.
public protocol ComputeEngine: Sendable {
  /// The engine's name and version, such as `oneDNN 2.6.3`.
  var name: String { get }

  /// Prepares a forward pass: chooses kernels, lays out weights and reserves memory, once.
  ///
  /// - Parameters:
  ///   - architecture: the layers to run, all of them.
  ///   - weights: kernels (HWIO for convolutions, `[in, out]` for dense layers) and biases by Keras name.
  ///   - input: the batch the pass is compiled for.
  ///   - taps: what is read out; results come in this order.
  ///   - precision: the number format of weights and maps.
  ///   - workload: how often the pass will run.
  ///   - threads: threads the pass may use.
  /// - Throws: ``NetworkError``, or the weights' own error.
  func compile(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap], precision: Precision,
    workload: Workload, threads: Int
  ) throws -> any ForwardPass
}

/// A compiled forward pass. It shares its buffers with the passes that ``resized(to:)`` made from it, and
/// nobody else: one caller at a time may run any of them.
public protocol ForwardPass: AnyObject {
  /// Names of the kernels chosen for each layer, for `doctor` and benchmarks.
  var kernels: [String] { get }

  /// Runs the pass over `[N, C, H, W]` values and returns one tensor for each tap.
  ///
  /// - Throws: ``NetworkError``.
  func run(_ input: UnsafeBufferPointer<Float>) throws -> [Tensor]

  /// A pass of the same network for batches of another shape, which shares weights, threads and buffers with
  /// this one.
  ///
  /// - Throws: ``NetworkError``.
  func resized(to input: InputShape) throws -> any ForwardPass
}
