import Testing

@testable import Neural

/// A network with seeded weights, a batch, taps and the gradients that come in there.
struct TrainingCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let architecture: Architecture
  let input: InputShape
  let taps: [Tap]

  /// Widths that suit no own kernels, and every kind of layer; odd sides.
  static let narrow: [Layer] = [
    .convolution(name: "conv1", filters: 4), .convolution(name: "conv2", filters: 5), .maxPool(name: "pool1"),
    .convolution(name: "conv3", filters: 6), .maxPool(name: "pool2"),
    .dense(name: "fc1", units: 7), .dense(name: "fc2", units: 3),
  ]

  /// Widths that suit own kernels, small transformed kernels and large ones.
  static let wide: [Layer] = [
    .convolution(name: "conv1", filters: 32), .convolution(name: "conv2", filters: 64),
    .maxPool(name: "pool1"),
    .convolution(name: "conv3", filters: 160), .maxPool(name: "pool2"),
    .dense(name: "fc1", units: 64), .dense(name: "fc2", units: 32),
  ]

  /// Every layer kind alone and all together, one image and three, odd heights and widths, several taps.
  static let small = cases("narrow", narrow)

  /// The same with wide layers.
  static let large = cases("wide", wide)

  private static func cases(_ width: String, _ layers: [Layer]) -> [TrainingCase] {
    [
      TrainingCase("\(width) convolution", layers[..<1], (3, 7, 5), [("conv1", .none)]),
      TrainingCase("\(width) convolutions", layers[..<2], (1, 5, 9), [("conv2", .average)]),
      TrainingCase("\(width) pooling", layers[..<3], (3, 7, 11), [("pool1", .none)]),
      TrainingCase("\(width) pooled convolution", layers[..<4], (1, 9, 6), [("conv3", .average)]),
      TrainingCase("\(width) network", layers[...], (3, 11, 9), [("fc2", .none)]),
      TrainingCase(
        "\(width) network heard in many places", layers[...], (1, 8, 13),
        [
          ("conv1", .average), ("pool1", .none), ("conv3", .average), ("conv3", .none), ("fc1", .none),
          ("fc2", .average),
        ]),
    ]
  }

  init(
    _ name: String, _ layers: ArraySlice<Layer>, _ batch: (count: Int, height: Int, width: Int),
    _ taps: [(String, Pooling)]
  ) {
    testDescription = "\(name), \(batch.count)×\(batch.height)×\(batch.width)"
    architecture = Architecture(inputChannels: 3, layers: Array(layers))
    input = InputShape(count: batch.count, channels: 3, height: batch.height, width: batch.width)
    self.taps = taps.map { Tap(layer: $0.0, pooling: $0.1) }
  }

  /// The same network and taps for another batch.
  func with(_ input: InputShape) -> TrainingCase { TrainingCase(self, input) }

  /// The same network and taps for images of so many channels.
  func with(channels: Int) -> TrainingCase {
    with(InputShape(count: input.count, channels: channels, height: input.height, width: input.width))
  }

  private init(_ other: TrainingCase, _ input: InputShape) {
    testDescription = other.testDescription
    architecture = Architecture(inputChannels: input.channels, layers: other.architecture.layers)
    taps = other.taps
    self.input = input
  }

  private var seeded: SeededWeights { SeededWeights(architecture, input: input, seed: 11) }
  var weights: Weights { seeded.weights }
  var reference: ReferenceTraining { ReferenceTraining(architecture, seeded.arrays) }
  /// Values in −1…1: gradients by weights and biases are then of the same size.
  var batch: [Float] {
    var random = SeededGenerator(seed: 3)
    return (0..<input.values).map { _ in Float.random(in: -1...1, using: &random) }
  }

  /// The gradient of the loss by each tap's result, in the order of its tensor.
  var tapGradients: [[Double]?] { tapGradients(reference.maps(batch, input)) }

  private func tapGradients(_ maps: [ReferenceTraining.Map]) -> [[Double]?] {
    var random = SeededGenerator(seed: 5)
    return taps.map { tap in
      reference.read(tap, maps).map { _ in Double(Float.random(in: -1...1, using: &random)) }
    }
  }

  func network(
    trainedFrom layer: String? = nil, threads: Int = 2, kernels: TrainingKernelChoice = .automatic
  ) throws -> TrainableNetwork {
    try TrainableNetwork(
      architecture, weights: weights, input: input, taps: taps, trainedFrom: layer, threads: threads,
      kernels: kernels)
  }

  /// The tap gradients as tensors of the results' shapes.
  func tensors(like results: [Tensor]) -> [Tensor?] { Self.tensors(tapGradients, like: results) }

  private static func tensors(_ gradients: [[Double]?], like results: [Tensor]) -> [Tensor?] {
    zip(results, gradients).map { result, gradient in
      gradient.map { Tensor(shape: result.shape, values: $0.map(Float.init)) }
    }
  }

  /// Runs a network forward and backward, `times` times, and expects the plain loops' results and their
  /// gradients, added to what is there, so many times.
  func expectAgreement(of network: TrainableNetwork, times: Int = 1) throws {
    let (reference, batch) = (reference, batch)
    let maps = reference.maps(batch, input)
    let tapGradients = tapGradients(maps)
    let once = reference.gradients(maps, taps, tapGradients)
    for count in 1...times {
      let results = try network.forward(batch)
      for (tap, result) in zip(taps, results) {
        expect(result.values, reference.read(tap, maps), within: 1e-4, "\(tap.layer) \(tap.pooling.name)")
      }
      try network.backward(Self.tensors(tapGradients, like: results))
      for parameter in network.parameters {
        let gradient = try #require(once[parameter.name]).map { $0 * Double(count) }
        expect(parameter.withUnsafeGradient { Array($0) }, gradient, within: 1e-3, parameter.name)
      }
    }
  }

  private func expect(
    _ found: [Float], _ expected: [Double], within tolerance: Double, _ what: String
  ) {
    let scale = max(expected.map(abs).max() ?? 0, .leastNormalMagnitude)
    let error = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
    #expect(found.count == expected.count && error / scale <= tolerance, "\(what) of \(testDescription)")
  }
}
