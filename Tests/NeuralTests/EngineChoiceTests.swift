import Testing

@testable import Neural

/// Which engine runs which network.
@Suite struct EngineChoiceTests {
  private let winograd = WinogradEngine.shared
  private let automatic = AutomaticEngine.shared

  @Test("VGG16 runs on the Winograd engine where the processor has AVX-512 and the build is optimised")
  func vgg16() {
    let chosen = automatic.engine(for: VGG16.architecture, precision: .f32).name
    let suits = WinogradEngine.isAvailable && WinogradEngine.isOptimised
    #expect(chosen == (suits ? winograd.name : OneDNNEngine.shared.name))
    #expect(automatic.name == chosen)
  }

  @Test("Brain floats run on oneDNN")
  func brainFloats() {
    #expect(automatic.engine(for: VGG16.architecture, precision: .bf16).name == OneDNNEngine.shared.name)
  }

  @Test("What the Winograd engine refuses runs on oneDNN, and the refusal says why", arguments: unsuitable)
  func refusals(layers: [Layer], reason: String) throws {
    let architecture = Architecture(inputChannels: 3, layers: layers)
    #expect(automatic.engine(for: architecture, precision: .f32).name == OneDNNEngine.shared.name)
    guard WinogradEngine.isAvailable else { return }
    let refusal = try #require(winograd.refusal(of: architecture, precision: .f32))
    #expect(refusal.description.contains(reason))
    #expect(throws: NetworkError.self) {
      try winograd.compile(
        architecture, weights: Weights(tensors: []),
        input: InputShape(count: 1, channels: 3, height: 32, width: 32), taps: [], precision: .f32,
        workload: .brief, threads: 1)
    }
  }

  static let unsuitable: [([Layer], String)] = [
    ([.convolution(name: "narrow", filters: 24)], "narrow is 24 wide"),
    ([.maxPool(name: "pool")], "first layer"),
    (
      [.convolution(name: "conv", filters: 32), .dense(name: "fc", units: 6)],
      "fc is 6 wide"
    ),
    (
      [.convolution(name: "conv", filters: 32), .dense(name: "fc", units: 32), .maxPool(name: "late")],
      "late follows a dense layer"
    ),
  ]
}
