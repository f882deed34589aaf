import Testing

@testable import Neural

/// The learned weights at the full input size: two engines, the same numbers.
///
/// Only in optimised builds: without optimisation the kernels take a minute here.
@Suite(
  .enabled(
    if: WinogradEngine.isAvailable && WinogradEngine.isOptimised && Shared.installedVGG16 != nil,
    "needs AVX-512, an optimised build and vgg16 on this machine"))
struct WinogradAccuracyTests {
  @Test("With learned weights every convolution agrees with oneDNN's direct ones")
  func learnedWeights() throws {
    let path = try #require(Shared.installedVGG16)
    let convolutions = try VGG16.architecture.truncated(afterLastOf: ["block5_pool"])
    let weights = try Weights.open(
      path, manifest: .vgg16Convolutions, layers: convolutions.weightedLayers)
    let side = VGG16.inputSide
    let input = InputShape(count: 2, channels: 3, height: side, width: side)
    let batch = SeededWeights(
      Architecture(inputChannels: 3, layers: []), input: input, seed: 1
    ).batch(input)
    let taps = convolutions.layers.map { Tap(layer: $0.name, pooling: .none) }
    func run(_ engine: any ComputeEngine) throws -> [Tensor] {
      try Network(
        VGG16.architecture, weights: weights, input: input, taps: taps, workload: .brief, engine: engine
      )(batch)
    }
    for (tap, pair) in zip(taps, zip(try run(WinogradEngine.shared), try run(OneDNNEngine.shared))) {
      let (own, other) = pair
      try #require(own.shape == other.shape, "\(tap.layer)")
      #expect(relative(sum(own), sum(other)) <= 1e-5, "sum of \(tap.layer)")
      let maxima = [own, other].map { Double($0.values.max() ?? 0) }
      #expect(relative(maxima[0], maxima[1]) <= 1e-5, "maximum of \(tap.layer)")
      #expect(1 - cosine(own, other) <= 1e-9, "direction of \(tap.layer)")
    }
  }

  @Test(
    "With learned weights and an oblong input every pooling agrees with those computed from oneDNN's maps")
  func poolings() throws {
    let path = try #require(Shared.installedVGG16)
    let layers = VGG16.lastConvolutions + ["block5_pool"]
    let weights = try Weights.open(
      path, manifest: .vgg16Convolutions, layers: VGG16.architecture.weightedLayers(upTo: layers))
    let input = InputShape(count: 2, channels: 3, height: 192, width: 256)
    let batch = SeededWeights(Architecture(inputChannels: 3, layers: []), input: input, seed: 1).batch(input)
    let poolings: [Pooling] =
      [.average, .maximum, .deviation] + [2, 2.5, 3].map { .generalizedMean(exponent: $0) }
    let taps = layers.flatMap { layer in poolings.map { Tap(layer: layer, pooling: $0) } }
    func run(_ engine: any ComputeEngine) throws -> [Tensor] {
      try Network(
        VGG16.architecture, weights: weights, input: input, taps: taps, workload: .brief, engine: engine
      )(batch)
    }
    for (tap, pair) in zip(taps, zip(try run(WinogradEngine.shared), try run(OneDNNEngine.shared))) {
      let (own, other) = pair
      let name = "\(tap.layer) \(tap.pooling.name)"
      try #require(own.shape == other.shape, "\(name)")
      #expect(relative(sum(own), sum(other)) <= 1e-5, "sum of \(name)")
      #expect(1 - cosine(own, other) <= 1e-9, "direction of \(name)")
    }
  }

  private func sum(_ tensor: Tensor) -> Double { tensor.values.reduce(0) { $0 + Double($1) } }

  private func relative(_ a: Double, _ b: Double) -> Double {
    abs(a - b) / max(abs(b), .leastNormalMagnitude)
  }

  private func cosine(_ a: Tensor, _ b: Tensor) -> Double {
    func dot(_ a: Tensor, _ b: Tensor) -> Double {
      zip(a.values, b.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }
}
