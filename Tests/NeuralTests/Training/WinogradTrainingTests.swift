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
