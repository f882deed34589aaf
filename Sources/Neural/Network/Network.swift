/// A network ready to run: an architecture, its weights and the engine that computes them.
///
/// ```swift
/// let network = try Network(
///   VGG16.architecture, weights: weights, input: InputShape(count: 8, channels: 3, height: 224, width: 224),
///   taps: [Tap(layer: "block4_conv3", pooling: .average)])
/// let features = try network(batch)[0]  // [8, 512]
/// ```
///
/// A network is compiled for one input shape; ``resized(to:)`` makes it ready for others without another copy
/// of its weights:
///
/// ```swift
/// let upright = try network.resized(to: InputShape(count: 8, channels: 3, height: 256, width: 192))
/// ```
///
/// A network owns the buffers of its forward pass, together with those it was resized to or from: of all these
/// one at a time may run. Give each thread a network of its own.
public final class Network {
  /// The batch the network takes.
  public let input: InputShape
  /// What is read out, in the order of the results.
  public let taps: [Tap]
  /// The number format of weights and maps.
  public let precision: Precision

  private let pass: any ForwardPass

  /// Compiles the part of `architecture` that `taps` need.
  ///
  /// - Throws: ``NetworkError`` when a tap is unknown, the input too small or the precision unavailable,
  ///   ``PoolingError`` when a generalised mean's exponent is out of range, and the weights' own error when a
  ///   layer's tensors are missing.
  public init(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap],
    precision: Precision = .f32, workload: Workload = .sustained, threads: Int = Processor.coreCount,
    engine: any ComputeEngine = AutomaticEngine.shared
  ) throws {
    for tap in taps { try tap.pooling.validate() }
    self.input = input
    self.taps = taps
    self.precision = precision
    pass = try engine.compile(
      architecture.truncated(afterLastOf: taps.map(\.layer)), weights: weights, input: input, taps: taps,
      precision: precision, workload: workload, threads: threads)
  }

  private init(_ network: Network, resizedTo input: InputShape) throws {
    self.input = input
    taps = network.taps
    precision = network.precision
    pass = try network.pass.resized(to: input)
  }

  /// The same network for batches of another shape: images of another size, or another number of them.
  ///
  /// Its results are, to the bit, those of a network compiled for that shape. It shares this network's weights,
  /// threads and buffers, which grow to what the largest shape needs, so neither of the two may run while the
  /// other does. With the Winograd engine it takes a fraction of a millisecond and hardly any memory. oneDNN
  /// chooses and generates its kernels anew, which takes some tens of milliseconds, and up to a second and
  /// another copy of some weights where a kernel wants them in another layout: keep what it returns.
  ///
  /// Convolutions take any size. A dense layer takes only the one it was trained on.
  ///
  /// - Throws: ``NetworkError`` when the input is too small, or does not suit a dense layer.
  public func resized(to input: InputShape) throws -> Network {
    input == self.input ? self : try Network(self, resizedTo: input)
  }

  /// Names of the kernels the engine chose, layer by layer.
  public var kernels: [String] { pass.kernels }

  /// Runs a batch of `[N, C, H, W]` values and returns one tensor for each tap.
  ///
  /// - Throws: ``NetworkError/wrongInputCount(expected:found:)`` when the batch is not full.
  public func callAsFunction(_ batch: [Float]) throws -> [Tensor] {
    guard batch.count == input.values else {
      throw NetworkError.wrongInputCount(expected: input.values, found: batch.count)
    }
    return try batch.withUnsafeBufferPointer { try pass.run($0) }
  }
}
