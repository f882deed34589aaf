import Testing

@testable import Neural

/// Own kernels for training against plain loops.
@Suite(.enabled(if: WinogradEngine.isAvailable, "the processor has no AVX-512"))
struct WinogradTrainingTests {
  @Test("Results and gradients equal the plain loops'", arguments: TrainingCase.large)
  func agreement(example: TrainingCase) throws {
    let network = try example.network(kernels: .winograd)
    #expect(network.kernels == WinogradEngine.shared.name)
    // Gradients add up, and nothing is left in the working memory.
    try example.expectAgreement(of: network, times: 2)
  }

  @Test(
    "With frozen layers too, whether a convolution, a pooling or a dense layer is the first to learn",
    arguments: ["conv2", "pool1", "conv3", "fc1", "fc2"])
  func frozen(layer: String) throws {
    let example = TrainingCase.large[5]
    try example.expectAgreement(of: example.network(trainedFrom: layer, kernels: .winograd))
  }

  @Test("Other numbers of input channels work as three do", arguments: [1, 4])
  func inputChannels(channels: Int) throws {
    let example = TrainingCase("pair", TrainingCase.wide[..<2], (2, 6, 17), [("conv2", .average)])
      .with(channels: channels)
    try example.expectAgreement(of: example.network(kernels: .winograd))
  }

  @Test("The number of threads changes no bit, not even with several blocks of tiles")
  func sameBits() throws {
    // 2 images of 121×127 pixels have 1984 tiles, more than a block of 32 channels and filters takes.
    let layers: [Layer] = [
      .convolution(name: "conv1", filters: 32), .convolution(name: "conv2", filters: 32),
      .maxPool(name: "pool1"), .maxPool(name: "pool2"), .maxPool(name: "pool3"),
      .convolution(name: "conv3", filters: 160), .convolution(name: "conv4", filters: 128),
      .dense(name: "fc", units: 96),
    ]
    let example = TrainingCase("blocks", layers[...], (2, 121, 127), [("conv2", .average), ("fc", .none)])
    func run(_ threads: Int) throws -> ([Tensor], [[Float]]) {
      let network = try example.network(threads: threads, kernels: .winograd)
      let results = try network.forward(example.batch)
      try network.backward(results)
      return (results, network.parameters.map { $0.withUnsafeGradient { Array($0) } })
    }
    let alone = try run(1)
    let together = try run(3)
    #expect(together.0 == alone.0)
    #expect(together.1 == alone.1)
  }

  /// With biases that keep all values positive the network is linear: nothing hangs on a value that is nearly
  /// zero, and engines can be compared at any size.
  @Test(
    "At VGG16's own sizes, gradients equal oneDNN's",
    .enabled(if: WinogradEngine.isOptimised, "without optimisation the kernels take a minute here"),
    arguments: [(224, 64, 64, 1), (56, 128, 256, 2), (28, 512, 512, 4)])
  func fullSize(side: Int, channels: Int, filters: Int, count: Int) throws {
    let layers: [Layer] = [
      .convolution(name: "conv1", filters: channels), .convolution(name: "conv2", filters: filters),
    ]
    let input = InputShape(count: count, channels: 3, height: side, width: side)
    let architecture = Architecture(inputChannels: 3, layers: layers)
    // Far above what the sums come to: those of the second layer grow with the first one's values.
    let biases: [String: Float] = ["conv1/bias": 6, "conv2/bias": 80]
    let weights = Weights(
      tensors: SeededWeights(architecture, input: input, seed: 2).weights.tensors.map { tensor in
        guard let bias = biases[tensor.name] else { return tensor }
        let values = [Float](repeating: bias, count: tensor.count)
        return WeightTensor(name: tensor.name, shape: tensor.shape, values: values)
      })
    var random = SeededGenerator(seed: 1)
    let batch = (0..<input.values).map { _ in Float.random(in: -1...1, using: &random) }
    let incoming = (0..<count * filters * side * side).map { _ in Float.random(in: -1...1, using: &random) }
    func train(_ kernels: TrainingKernelChoice) throws -> [[Float]] {
      let network = try TrainableNetwork(
        architecture, weights: weights, input: input, taps: [Tap(layer: "conv2", pooling: .none)],
        kernels: kernels)
      let result = try network.forward(batch)[0]
      #expect(try #require(result.values.min()) > 0)
      try network.backward([Tensor(shape: result.shape, values: incoming)])
      return network.parameters.map { $0.withUnsafeGradient { Array($0) } }
    }
    for (own, other) in zip(try train(.winograd), try train(.oneDNN)) {
      let scale = other.map(abs).max() ?? 0
      let error = zip(own, other).map { abs($0 - $1) }.max() ?? .infinity
      #expect(error <= 1e-4 * scale)
    }
  }

  @Test("Of equal values in a window the first is given the gradient")
  func equalValues() throws {
    // A convolution that copies one value everywhere: all four values of each window are equal.
    let example = TrainingCase("flat", TrainingCase.wide[..<3], (1, 4, 4), [("pool1", .none)])
    for kernels in [TrainingKernelChoice.winograd, .oneDNN] {
      let map = try TrainingMemory().map(
        MapShape(images: 1, height: 5, width: 5, channels: 32), in: .map(0))
      let gradient = try TrainingMemory().map(
        MapShape(images: 1, height: 2, width: 2, channels: 32), in: .map(1))
      let back = try TrainingMemory().map(map.shape, in: .map(2))
      map.floats.update(repeating: 2, count: map.shape.count)
      gradient.floats.update(repeating: 3, count: gradient.shape.count)
      back.floats.update(repeating: 7, count: back.shape.count)
      try kernels.kernels(for: example.architecture, threads: 2).maxPoolBack(gradient, from: map, to: back)
      for place in 0..<25 {
        let (row, column) = (place / 5, place % 5)
        let isFirst = row % 2 == 0 && column % 2 == 0 && row < 4 && column < 4
        for channel in 0..<32 { #expect(back.floats[place * 32 + channel] == (isFirst ? 3 : 0)) }
      }
    }
  }

  @Test("The automatic choice takes own kernels in optimised builds, oneDNN for widths that do not suit")
  func choice() throws {
    let wide = try TrainingCase.large[5].network()
    let own = WinogradEngine.isOptimised ? WinogradEngine.shared.name : OneDNNEngine.shared.name
    #expect(wide.kernels == own)
    #expect(try TrainingCase.small[5].network().kernels == OneDNNEngine.shared.name)
    #expect(throws: NetworkError.self) { try TrainingCase.small[5].network(kernels: .winograd) }
  }
}
