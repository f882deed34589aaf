import Testing

@testable import Neural

/// A narrow VGG16 with seeded weights against loops that anyone can check by eye.
@Suite struct NarrowNetworkTests {
  @Test("Every layer of a narrow VGG16 equals plain loops", arguments: [(32, 1), (64, 3)])
  func everyLayer(side: Int, count: Int) throws {
    try compare(side: side, count: count, precision: .f32, tolerance: 1e-4)
  }

  @Test("An input of odd sides drops the last row and column at each pooling, as Keras does")
  func oddSides() throws {
    try compare(side: 45, count: 2, precision: .f32, tolerance: 1e-4)
  }

  @Test("At the full input size fc1 and fc2 equal plain loops too")
  func fullSize() throws {
    try compare(side: VGG16.inputSide, count: 1, precision: .f32, tolerance: 1e-4)
  }

  @Test("Brain floats stay within their 8 bits of the plain loops", .enabled(if: Processor.hasBF16))
  func brainFloats() throws {
    try compare(side: 64, count: 2, precision: .bf16, tolerance: 0.03)
  }

  private func compare(side: Int, count: Int, precision: Precision, tolerance: Float) throws {
    let architecture = VGG16.narrow(dividingWidthsBy: 16, denseUnits: 256)
    let input = InputShape(count: count, channels: 3, height: side, width: side)
    let seeded = SeededWeights(architecture, input: input, seed: 7)
    let batch = seeded.batch(input)
    let layers = architecture.layers.map(\.name)
    let taps =
      layers.map { Tap(layer: $0, pooling: .none) } + [
        Tap(layer: "block4_conv3", pooling: .average), Tap(layer: "block1_conv1", pooling: .average),
      ]
    let network = try Network(
      architecture, weights: seeded.weights, input: input, taps: taps, precision: precision)
    let results = try network(batch)
    let reference = ReferenceNetwork(architecture, seeded.arrays).run(batch, input)

    for (layer, result) in zip(layers, results) {
      let expected = try #require(reference[layer])
      #expect(result.shape == expected.shape, "\(layer)")
      #expect(relativeError(result.values, expected.values) <= tolerance, "\(layer)")
    }
    for (tap, result) in zip(taps, results).suffix(2) {
      let expected = try #require(reference[tap.layer]).channelMeans
      #expect(result.shape == expected.shape)
      #expect(relativeError(result.values, expected.values) <= tolerance, "\(tap.layer) averaged")
    }
  }

  /// Largest difference, relative to the largest expected value.
  private func relativeError(_ found: [Float], _ expected: [Float]) -> Float {
    let scale = max(expected.map(abs).max() ?? 0, .leastNormalMagnitude)
    return zip(found, expected).map { abs($0 - $1) }.max().map { $0 / scale } ?? .infinity
  }
}
