import Testing

@testable import Neural

/// A network of VGG's kind whose widths suit the Winograd engine: small kernels that each thread works
/// through alone, large ones that the threads share, poolings and dense layers.
@Suite(.enabled(if: WinogradEngine.isAvailable, "the processor has no AVX-512"))
struct WinogradNetworkTests {
  static let architecture = Architecture(
    inputChannels: 3,
    layers: [
      .convolution(name: "conv1", filters: 32), .convolution(name: "conv2", filters: 32),
      .maxPool(name: "pool1"),
      .convolution(name: "conv3", filters: 64), .convolution(name: "conv4", filters: 160),
      .maxPool(name: "pool2"),
      .convolution(name: "conv5", filters: 192), .convolution(name: "conv6", filters: 160),
      .maxPool(name: "pool3"),
      .dense(name: "fc1", units: 608), .dense(name: "fc2", units: 32),
    ])

  @Test(
    "Every layer equals plain loops", arguments: [(1, 32, 32), (3, 29, 45), (8, 16, 20), (9, 9, 8)], [1, 2])
  func everyLayer(batch: (count: Int, height: Int, width: Int), threads: Int) throws {
    let input = InputShape(count: batch.count, channels: 3, height: batch.height, width: batch.width)
    let comparison = NetworkComparison(Self.architecture, input: input, tolerance: 1e-4)
    try comparison.expectAgreement(of: WinogradEngine.shared, threads: threads)
  }

  @Test("Convolutions that pool at once equal plain loops, odd sides included")
  func fusedPooling() throws {
    let input = InputShape(count: 2, channels: 3, height: 31, width: 47)
    let comparison = NetworkComparison(Self.architecture, input: input, tolerance: 1e-4)
    let taps = ["pool1", "pool2", "pool3", "fc1", "fc2", "conv6"].map { Tap(layer: $0, pooling: .none) }
    try comparison.expectAgreement(of: WinogradEngine.shared, on: taps, threads: 2)
  }

  @Test("One and four input channels work as three do", arguments: [1, 4])
  func inputChannels(channels: Int) throws {
    let architecture = Architecture(inputChannels: channels, layers: Array(Self.architecture.layers[..<3]))
    let input = InputShape(count: 1, channels: channels, height: 17, width: 13)
    try NetworkComparison(architecture, input: input, tolerance: 1e-4).expectAgreement(
      of: WinogradEngine.shared)
  }

  @Test("An image gives the same bits in any place of any batch, with any number of threads")
  func sameBits() throws {
    // 40×40 pixels and 9 images: several segments' parts, and several rounds of shared tiles in each.
    let layers: [Layer] = [
      .convolution(name: "conv1", filters: 32), .convolution(name: "conv2", filters: 160),
      .convolution(name: "conv3", filters: 192), .maxPool(name: "pool"), .dense(name: "fc", units: 96),
    ]
    let architecture = Architecture(inputChannels: 3, layers: layers)
    let (side, count) = (40, 9)
    let batchShape = InputShape(count: count, channels: 3, height: side, width: side)
    let seeded = SeededWeights(architecture, input: batchShape, seed: 3)
    let taps = [Tap(layer: "conv1", pooling: .average), Tap(layer: "fc", pooling: .none)]
    func run(_ images: Range<Int>, threads: Int) throws -> [Tensor] {
      let shape = InputShape(count: images.count, channels: 3, height: side, width: side)
      let network = try Network(
        architecture, weights: seeded.weights, input: shape, taps: taps, threads: threads,
        engine: WinogradEngine.shared)
      let values = seeded.batch(batchShape)
      let size = shape.valuesPerImage
      return try network(Array(values[images.lowerBound * size..<images.upperBound * size]))
    }
    let whole = try run(0..<count, threads: 2)
    for (images, threads) in [(0..<count, 1), (0..<count, 3), (0..<1, 1), (8..<9, 2), (2..<7, 2)] {
      for (part, all) in zip(try run(images, threads: threads), whole) {
        for (place, image) in images.enumerated() {
          #expect(part.slice(place).elementsEqual(all.slice(image)), "\(images), \(threads) threads")
        }
      }
    }
  }

  @Test("A network runs again and again, with what it learned from no batch before")
  func repeatedRuns() throws {
    let input = InputShape(count: 2, channels: 3, height: 24, width: 24)
    let seeded = SeededWeights(Self.architecture, input: input, seed: 5)
    let network = try Network(
      Self.architecture, weights: seeded.weights, input: input,
      taps: [Tap(layer: "fc2", pooling: .none)], engine: WinogradEngine.shared)
    let batch = seeded.batch(input)
    let first = try network(batch)
    _ = try network(batch.map { -$0 })
    #expect(try network(batch) == first)
  }

  @Test("An input that vanishes in the poolings is refused")
  func tooSmall() throws {
    let input = InputShape(count: 1, channels: 3, height: 7, width: 64)
    let seeded = SeededWeights(Self.architecture, input: input, seed: 1)
    #expect(throws: NetworkError.self) {
      try Network(
        Self.architecture, weights: seeded.weights, input: input,
        taps: [Tap(layer: "pool3", pooling: .none)], engine: WinogradEngine.shared)
    }
  }
}
