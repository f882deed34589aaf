@testable import Neural

/// One convolution that copies its three input channels, so that a test chooses the map that is pooled.
enum CopyingNetwork {
  /// Pools `map`, `[N, 3, H, W]` and not negative; the first three channels of the results are of its channels.
  static func run(
    _ map: [Float], _ input: InputShape, _ poolings: [Pooling], engine: any ComputeEngine
  ) throws -> [Tensor] {
    let filters = 32
    var kernel = [Float](repeating: 0, count: 9 * 3 * filters)
    // Every third filter looks at the same channel, at the middle of its window only.
    for filter in 0..<filters { kernel[(4 * 3 + filter % 3) * filters + filter] = 1 }
    let weights = Weights(tensors: [
      WeightTensor(name: "copy/kernel", shape: [3, 3, 3, filters], values: kernel),
      WeightTensor(name: "copy/bias", shape: [filters], values: [Float](repeating: 0, count: filters)),
    ])
    let architecture = Architecture(inputChannels: 3, layers: [.convolution(name: "copy", filters: filters)])
    // Direct convolutions, which copy exactly.
    return try Network(
      architecture, weights: weights, input: input, taps: poolings.map { Tap(layer: "copy", pooling: $0) },
      workload: .brief, engine: engine
    )(map)
  }
}
