import Testing

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

/// Maps that are hard on a statistic.
enum MapKind: String, CaseIterable, CustomTestStringConvertible {
  /// Values as after ReLU: a third of them zero.
  case sparse
  /// One value that is not zero.
  case peak
  /// Large values that hardly differ.
  case offset
  /// Seven powers of ten in one map.
  case wide

  var testDescription: String { rawValue }

  func map(_ input: InputShape) -> [Float] {
    var random = SplitMix64(state: 9)
    return (0..<input.values).map { index in
      let value = Float(random.next() >> 40) / Float(1 << 24)
      return switch self {
      case .sparse: max(value * 3000 - 1000, 0)
      case .peak: index % (input.height * input.width) == 77 ? 500 * value : 0
      case .offset: 10000 + value
      case .wide: 1e-3 / (value + 1e-7)
      }
    }
  }
}
