import Testing

@testable import Neural

/// What the engines make of a map, against plain loops.
@Suite struct PoolingTests {
  static let all: [Pooling] =
    [.average, .maximum, .deviation, .none]
    + [0.1, 0.5, 1, 2, 2.5, 3, 8, 100].map { .generalizedMean(exponent: $0) }

  static let architecture = Architecture(
    inputChannels: 3,
    layers: [
      .convolution(name: "conv1", filters: 32), .maxPool(name: "pool1"),
      .convolution(name: "conv2", filters: 64), .convolution(name: "conv3", filters: 160),
      .maxPool(name: "pool2"), .dense(name: "fc", units: 96),
    ])

  @Test(
    "Every pooling of every layer, all in one pass, equals plain loops", arguments: TestEngine.available,
    [(1, 17, 23), (3, 29, 13), (2, 4, 40)])
  func everyLayer(engine: TestEngine, batch: (count: Int, height: Int, width: Int)) throws {
    let input = InputShape(count: batch.count, channels: 3, height: batch.height, width: batch.width)
    try NetworkComparison(Self.architecture, input: input, tolerance: 1e-4)
      .expectAgreement(of: engine.engine, poolings: Self.all, threads: 2)
  }

  @Test("oneDNN pools maps of any number of channels")
  func narrow() throws {
    let architecture = VGG16.narrow(dividingWidthsBy: 16, denseUnits: 10)
    let input = InputShape(count: 2, channels: 3, height: 45, width: 33)
    try NetworkComparison(architecture, input: input, tolerance: 1e-4)
      .expectAgreement(of: OneDNNEngine.shared, poolings: Self.all)
  }

  @Test("Poolings of brain floats stay within their 8 bits", .enabled(if: Processor.hasBF16))
  func brainFloats() throws {
    let input = InputShape(count: 2, channels: 3, height: 24, width: 30)
    try NetworkComparison(Self.architecture, input: input, precision: .bf16, tolerance: 0.05)
      .expectAgreement(of: OneDNNEngine.shared, poolings: [.average, .maximum, .deviation])
  }

  @Test(
    "Poolings agree to five digits, whatever the range of the values",
    arguments: TestEngine.available, MapKind.allCases)
  func accuracy(engine: TestEngine, kind: MapKind) throws {
    let input = InputShape(count: 2, channels: 3, height: 19, width: 31)
    let map = kind.map(input)
    let results = try CopyingNetwork.run(map, input, Self.all, engine: engine.engine)
    for (pooling, result) in zip(Self.all, results) {
      let expected = Tensor(shape: [2, 3, 19, 31], values: map).pooled(by: pooling)
      for image in 0..<2 {
        for (channel, wanted) in expected.slice(image).enumerated() where pooling != .none {
          let found = result.slice(image)[result.slice(image).startIndex + channel]
          // Differences of nearly equal values lose what the values themselves have rounded away.
          let tolerance = pooling == .deviation ? 3e-6 * wanted + 1e-7 * (map.max() ?? 0) : 3e-6 * wanted
          #expect(abs(found - wanted) <= tolerance, "\(pooling.name) of channel \(channel)")
        }
      }
    }
  }

  @Test("Every pooling of a map of zeros is zero", arguments: TestEngine.available)
  func zeros(engine: TestEngine) throws {
    let input = InputShape(count: 1, channels: 3, height: 7, width: 9)
    let zeros = [Float](repeating: 0, count: input.values)
    for result in try CopyingNetwork.run(zeros, input, Self.all, engine: engine.engine) {
      #expect(result.values.allSatisfy { $0 == 0 })
    }
  }

  @Test(
    "A constant map has no deviation, and its other poolings are the constant",
    arguments: TestEngine.available, [0.1, 1, 1e-20, 12345.678] as [Float])
  func constant(engine: TestEngine, value: Float) throws {
    let input = InputShape(count: 1, channels: 3, height: 21, width: 13)
    let map = [Float](repeating: value, count: input.values)
    // The squares and cubes of 1e-20 are no floats any more; all other powers are taken of fractions.
    let wanted = Self.all.filter {
      value > 1e-10 || ![2, 3].map(Pooling.generalizedMean(exponent:)).contains($0)
    }
    for (pooling, result) in zip(wanted, try CopyingNetwork.run(map, input, wanted, engine: engine.engine)) {
      if pooling == .deviation {
        #expect(result.values.allSatisfy { $0 == 0 })
      } else {
        // oneDNN's means are sums of one value after the other.
        #expect(result.values.allSatisfy { abs($0 - value) <= 1e-5 * value }, "\(pooling.name)")
      }
    }
  }

  @Test(
    "Statistics are the same bits alone and together, in any place of a batch, with any number of threads",
    .enabled(if: WinogradEngine.isAvailable))
  func sameBits() throws {
    let input = InputShape(count: 5, channels: 3, height: 30, width: 22)
    let seeded = SeededWeights(Self.architecture, input: input, seed: 11)
    let batch = seeded.batch(input)
    func run(_ images: Range<Int>, _ poolings: [Pooling], threads: Int) throws -> [Tensor] {
      let shape = InputShape(count: images.count, channels: 3, height: input.height, width: input.width)
      let size = shape.valuesPerImage
      return try Network(
        Self.architecture, weights: seeded.weights, input: shape,
        taps: poolings.map { Tap(layer: "conv3", pooling: $0) }, threads: threads,
        engine: WinogradEngine.shared
      )(Array(batch[images.lowerBound * size..<images.upperBound * size]))
    }
    let whole = try run(0..<5, Self.all, threads: 2)
    for (pooling, expected) in zip(Self.all, whole) {
      #expect(try run(0..<5, [pooling], threads: 1)[0] == expected)
      #expect(try run(0..<5, [pooling], threads: 3)[0] == expected)
      #expect(try run(3..<4, [pooling], threads: 2)[0].slice(0).elementsEqual(expected.slice(3)))
    }
  }

  @Test(
    "A pooling layer's map, flattened as Keras does, is what the dense layer after it takes",
    arguments: TestEngine.available)
  func flattened(engine: TestEngine) throws {
    let input = InputShape(count: 2, channels: 3, height: 20, width: 28)
    let seeded = SeededWeights(Self.architecture, input: input, seed: 2)
    let results = try Network(
      Self.architecture, weights: seeded.weights, input: input,
      taps: [Tap(layer: "pool2", pooling: .none), Tap(layer: "fc", pooling: .none)], engine: engine.engine
    )(seeded.batch(input))
    #expect(results[0].shape == [2, 160, 5, 7])
    let rows = results[0].channelsLast
    #expect(rows.shape == [2, 5 * 7 * 160])
    let kernel = try #require(seeded.arrays["fc/kernel"]?.values)
    let bias = try #require(seeded.arrays["fc/bias"]?.values)
    let scale = try #require(results[1].values.max())
    for image in 0..<2 {
      var sums = bias
      for (index, value) in rows.slice(image).enumerated() {
        for unit in 0..<96 { sums[unit] += value * kernel[index * 96 + unit] }
      }
      for (found, sum) in zip(results[1].slice(image), sums) {
        #expect(abs(found - max(sum, 0)) <= 1e-4 * scale)
      }
    }
  }

  @Test("Channels last: the channels of a place lie together, places row by row")
  func channelsLast() {
    // Two channels of 2×3 places, numbered by channel, row and column.
    let map = Tensor(shape: [1, 2, 2, 3], values: [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112])
    #expect(map.channelsLast.values == [0, 100, 1, 101, 2, 102, 10, 110, 11, 111, 12, 112])
    #expect(map.channelsLast.shape == [1, 12])
    let vector = Tensor(shape: [1, 2], values: [3, 4])
    #expect(vector.channelsLast == vector)
  }
}
