import Testing

@testable import Neural

/// A network with seeded weights, run by an engine and by the plain loops of ``ReferenceNetwork``.
struct NetworkComparison {
  let architecture: Architecture
  let input: InputShape
  let precision: Precision
  /// Largest difference allowed, relative to the largest value of a layer.
  let tolerance: Float
  private let seeded: SeededWeights
  private let batch: [Float]
  private let reference: [String: Tensor]

  init(_ architecture: Architecture, input: InputShape, precision: Precision = .f32, tolerance: Float) {
    self.architecture = architecture
    self.input = input
    self.precision = precision
    self.tolerance = tolerance
    seeded = SeededWeights(architecture, input: input, seed: 7)
    batch = seeded.batch(input)
    reference = ReferenceNetwork(architecture, seeded.arrays).run(batch, input)
  }

  /// Compares every layer's map, and every map's poolings, all read out in one pass.
  func expectAgreement(
    of engine: any ComputeEngine, poolings: [Pooling] = [.none, .average],
    threads: Int = Processor.coreCount
  ) throws {
    let taps = architecture.layers.flatMap { layer in
      poolings.map { Tap(layer: layer.name, pooling: $0) }
    }
    for (tap, result) in zip(taps, try run(engine, taps, threads: threads)) {
      try expect(result, for: tap, from: engine)
    }
  }

  /// Compares each tap on its own: only then does an engine fuse the other layers.
  func expectAgreement(of engine: any ComputeEngine, on taps: [Tap], threads: Int) throws {
    for tap in taps {
      let results = try run(engine, [tap], threads: threads)
      try expect(#require(results.first), for: tap, from: engine)
    }
  }

  private func run(_ engine: any ComputeEngine, _ taps: [Tap], threads: Int) throws -> [Tensor] {
    let network = try Network(
      architecture, weights: seeded.weights, input: input, taps: taps, precision: precision,
      threads: threads, engine: engine)
    return try network(batch)
  }

  private func expect(_ result: Tensor, for tap: Tap, from engine: any ComputeEngine) throws {
    let map = try #require(reference[tap.layer])
    let expected = map.pooled(by: tap.pooling)
    let context = "\(tap.layer) \(tap.pooling.name), \(engine.name)"
    #expect(result.shape == expected.shape, "\(context)")
    let scale = max(expected.values.map(abs).max() ?? 0, .leastNormalMagnitude)
    let error = zip(result.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
    #expect(error / scale <= tolerance, "\(context)")
  }
}
