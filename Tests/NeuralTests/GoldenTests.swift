import Foundation
import Testing

@testable import Neural

/// VGG16 with its real weights against figures computed elsewhere from the same picture.
@Suite(
  .enabled(if: SharedData.isComplete, "needs the shared golden files and the weights of `model pull vgg16`"))
struct GoldenTests {
  @Test(
    "Every convolution of VGG16 has the pinned sum, maximum and channel means",
    arguments: TestEngine.available)
  func everyConvolution(engine: TestEngine) throws {
    let layers = VGG16.architecture.weightedLayers.filter { $0.hasPrefix("block") }
    let outputs = try run(
      layers.map { Tap(layer: $0, pooling: .none) }, workload: .sustained, engine: engine.engine)
    let pinned = try SharedData.layerStatistics()
    for (layer, output) in zip(layers, outputs) {
      let expected = try #require(pinned[layer])
      #expect(Array(output.shape.dropFirst()) == expected.shapeChw)
      let sum = output.values.reduce(0.0) { $0 + Double($1) }
      let maximum = Double(output.values.max() ?? 0)
      let means = output.pooled(by: .average).values.map(Double.init)
      let length = means.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(relative(sum, expected.sum) <= 1e-4, "sum of \(layer)")
      #expect(relative(maximum, expected.max) <= 1e-4, "maximum of \(layer)")
      #expect(relative(length, expected.channelMeanL2) <= 1e-4, "channel means of \(layer)")
      for (mean, wanted) in zip(means, expected.channelMeanFirst8) {
        // The pinned means have six decimals.
        #expect(abs(mean - wanted) <= 1e-4 * wanted + 1e-6, "a channel mean of \(layer)")
      }
    }
  }

  @Test(
    "The last pooling points where the pinned one does", arguments: TestEngine.available,
    [Workload.sustained, .brief])
  func lastPooling(engine: TestEngine, workload: Workload) throws {
    let output = try run(
      [Tap(layer: "block5_pool", pooling: .none)], workload: workload, engine: engine.engine)[0]
    let pinned = try SharedData.lastPooling()
    let found = output.channelsLast.values
    #expect(found.count == pinned.count)
    #expect(cosine(found, pinned) >= 0.999999)
  }

  @Test("Brain floats point the same way within 1e-3", .enabled(if: Processor.hasBF16))
  func brainFloats() throws {
    let tap = Tap(layer: "block4_conv3", pooling: .average)
    let exact = try run([tap], workload: .sustained)[0].values
    let rounded = try run([tap], workload: .sustained, precision: .bf16)[0].values
    #expect(cosine(exact, rounded) >= 0.999)
    #expect(exact != rounded)
  }

  @Test("An image's vector is the same bits in every place of a batch, whatever its neighbours")
  func placeInBatch() throws {
    let tap = Tap(layer: "block4_conv3", pooling: .average)
    let input = InputShape(count: 3, channels: 3, height: 224, width: 224)
    let network = try Network(
      VGG16.architecture, weights: SharedData.weights(), input: input, taps: [tap],
      engine: OneDNNEngine.shared)
    let image = try SharedData.input()
    let other = image.map { 100 - $0 }
    let expected = try Array(network(image + other + other)[0].slice(0))
    #expect(try Array(network(other + image + image)[0].slice(1)) == expected)
    #expect(try Array(network(other + image + image)[0].slice(2)) == expected)
  }

  private func run(
    _ taps: [Tap], workload: Workload, precision: Precision = .f32,
    engine: any ComputeEngine = OneDNNEngine.shared
  ) throws -> [Tensor] {
    let network = try Network(
      VGG16.architecture, weights: SharedData.weights(),
      input: InputShape(count: 1, channels: 3, height: 224, width: 224), taps: taps, precision: precision,
      workload: workload, engine: engine)
    return try network(SharedData.input())
  }

  private func relative(_ found: Double, _ expected: Double) -> Double { abs(found - expected) / expected }

  private func cosine(_ a: [Float], _ b: [Float]) -> Double {
    let dot = { (x: [Float], y: [Float]) in zip(x, y).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }
}
