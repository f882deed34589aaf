/// A network ready to run: an architecture, its weights and the engine that computes them.
///
/// ```swift
/// let network = try Network(
///   VGG16.architecture, weights: weights, input: InputShape(count: 8, channels: 3, height: 224, width: 224),
///   taps: [Tap(layer: "block4_conv3", pooling: .average)])
/// let features = try network(batch)[0]  // [8, 512]
/// ```
///
/// A network owns the buffers of its forward pass: give each thread its own.
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
  /// - Throws: ``NetworkError`` when a tap is unknown, the input too small or the precision unavailable, and
  ///   the weights' own error when a layer's tensors are missing.
  public init(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap],
    precision: Precision = .f32, workload: Workload = .sustained, threads: Int = Processor.coreCount,
    engine: any ComputeEngine = AutomaticEngine.shared
  ) throws {
    self.input = input
    self.taps = taps
    self.precision = precision
    pass = try engine.compile(
      architecture.truncated(afterLastOf: taps.map(\.layer)), weights: weights, input: input, taps: taps,
      precision: precision, workload: workload, threads: threads)
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
