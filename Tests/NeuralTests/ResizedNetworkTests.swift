import Testing

@testable import Neural

/// One network for several input shapes.
@Suite struct ResizedNetworkTests {
  static let taps = [
    Tap(layer: "conv2", pooling: .generalizedMean(exponent: 3)), Tap(layer: "conv4", pooling: .average),
    Tap(layer: "conv4", pooling: .deviation), Tap(layer: "pool2", pooling: .none),
    Tap(layer: "conv6", pooling: .maximum),
  ]

  /// Smaller and larger ones, wide and tall, of one image and several.
  static let shapes = [
    InputShape(count: 2, channels: 3, height: 24, width: 40),
    InputShape(count: 2, channels: 3, height: 40, width: 24),
    InputShape(count: 1, channels: 3, height: 65, width: 48),
    InputShape(count: 5, channels: 3, height: 17, width: 16),
  ]

  private let seeded = SeededWeights(WinogradNetworkTests.architecture, input: shapes[0], seed: 4)

  private func compile(_ shape: InputShape, _ engine: TestEngine, taps: [Tap] = taps) throws -> Network {
    try Network(
      WinogradNetworkTests.architecture, weights: seeded.weights, input: shape, taps: taps,
      engine: engine.engine)
  }

  @Test(
    "Resized networks give the bits of freshly compiled ones, in any order", arguments: TestEngine.available)
  func sameBits(engine: TestEngine) throws {
    let expected = try Self.shapes.map { try compile($0, engine)(seeded.batch($0)) }
    for first in Self.shapes.indices {
      let network = try compile(Self.shapes[first], engine)
      // The buffers grow while earlier ones are already in use.
      var networks: [Network] = []
      for (index, shape) in Self.shapes.enumerated() {
        networks.append(try network.resized(to: shape))
        #expect(networks[index].input == shape)
        #expect(try networks[index](seeded.batch(shape)) == expected[index])
      }
      for index in [3, 0, 2, 2, 1, 0, 3, 1, 2] {
        #expect(try networks[index](seeded.batch(Self.shapes[index])) == expected[index])
      }
      #expect(try network(seeded.batch(network.input)) == expected[first])
    }
  }

  @Test("A network resized from a resized one outlives both", arguments: TestEngine.available)
  func lifetime(engine: TestEngine) throws {
    let last = try compile(Self.shapes[3], engine).resized(to: Self.shapes[0]).resized(to: Self.shapes[2])
    #expect(try last(seeded.batch(last.input)) == compile(last.input, engine)(seeded.batch(last.input)))
  }

  @Test("A batch of the former shape is refused", arguments: TestEngine.available)
  func formerShape(engine: TestEngine) throws {
    let network = try compile(Self.shapes[0], engine).resized(to: Self.shapes[2])
    #expect(throws: NetworkError.self) { try network(seeded.batch(Self.shapes[0])) }
  }

  @Test(
    "A shape that vanishes in the poolings is refused, and the network goes on",
    arguments: TestEngine.available)
  func tooSmall(engine: TestEngine) throws {
    let network = try compile(Self.shapes[0], engine)
    let expected = try network(seeded.batch(network.input))
    #expect(throws: NetworkError.self) {
      try network.resized(to: InputShape(count: 9, channels: 3, height: 90, width: 3))
    }
    #expect(try network(seeded.batch(network.input)) == expected)
  }

  @Test("A dense layer takes only the size it was made for", arguments: TestEngine.available)
  func denseLayer(engine: TestEngine) throws {
    let network = try compile(Self.shapes[0], engine, taps: [Tap(layer: "fc1", pooling: .none)])
    let error = try #require(throws: NetworkError.self) { try network.resized(to: Self.shapes[2]) }
    #expect(error.description.contains("fc1 takes 2400 values and an image of this size gives it 7680"))
    // Another count of the same size is another matter.
    let single = try network.resized(to: InputShape(count: 1, channels: 3, height: 24, width: 40))
    let batch = seeded.batch(network.input)
    let image = Array(batch[..<single.input.values])
    #expect(try single(image)[0].shape == [1, 608])
  }
}
