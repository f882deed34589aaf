import Testing

@testable import Neural

@Suite("Heads")
struct HeadTests {
  private let layers: [HeadLayer] = [
    .dense(name: "hidden", units: 24), .relu, .dropout(0.2), .dense(name: "classes", units: 4),
  ]
  private var features: Tensor { Tensor.normal([32, 10], seed: 1) }
  private let labels = (0..<32).map { $0 * 7 % 4 }

  private func values(_ head: Head) -> [[Float]] { head.parameters.map { $0.withUnsafeValues { Array($0) } } }

  /// Trains on all rows at once.
  private func train(_ head: Head, _ optimizer: any Optimizer, steps: Int, rate: Float) throws -> [Float] {
    try (0..<steps).map { step in
      let loss = SoftmaxCrossEntropy()(try head.forward(features, dropoutSeed: UInt64(step)), labels)
      _ = try head.backward(loss.gradient)
      optimizer.step(head.parameters, rate: rate)
      head.parameters.forEach { $0.clearGradient() }
      return loss.value
    }
  }

  private func accuracy(_ head: Head) throws -> Double {
    let outputs = try head.forward(features)
    let hits = labels.indices.count { row in
      let logits = Array(outputs.slice(row))
      return logits.firstIndex(of: logits.max() ?? 0) == labels[row]
    }
    return Double(hits) / Double(labels.count)
  }

  @Test("Learns 32 rows of noise by heart, with either optimiser")
  func overfits() throws {
    for (optimizer, rate) in [(SGD(), 0.1), (AdamW(), 0.01)] as [(any Optimizer, Float)] {
      let head = try Head(inputs: 10, layers: layers, seed: 4)
      #expect(try accuracy(head) < 0.7)
      let losses = try train(head, optimizer, steps: 300, rate: rate)
      #expect(try accuracy(head) == 1)
      #expect(losses[299] < losses[0] / 5)
    }
  }

  @Test("The same seed gives the same bits, another one others")
  func determinism() throws {
    let heads = try [4, 4, 5].map { try Head(inputs: 10, layers: layers, seed: $0, threads: 2) }
    for head in heads { _ = try train(head, AdamW(), steps: 5, rate: 0.01) }
    #expect(values(heads[0]) == values(heads[1]))
    #expect(values(heads[0]) != values(heads[2]))
  }

  @Test("Random kernels have the variance 2 / inputs, biases are zero")
  func initialisation() throws {
    let head = try Head(inputs: 300, layers: [.dense(name: "a", units: 401)], seed: 1)
    let (kernel, bias) = (values(head)[0], values(head)[1])
    let mean = kernel.reduce(0) { $0 + Double($1) } / Double(kernel.count)
    let variance = kernel.reduce(0) { $0 + Double($1 * $1) } / Double(kernel.count)
    #expect(abs(mean) < 0.002)
    #expect(abs(variance * 300 / 2 - 1) < 0.02)
    #expect(bias.allSatisfy { $0 == 0 })
    #expect(head.parameters.map(\.name) == ["a/kernel", "a/bias"])
    #expect(head.parameters.map(\.shape) == [[300, 401], [401]])
  }

  @Test("Saved weights make the same head; the first layers are its embedding")
  func weights() throws {
    let head = try Head(inputs: 10, layers: layers, seed: 4)
    let copy = try Head(inputs: 10, layers: layers, weights: Weights(tensors: head.parameters.map(\.tensor)))
    #expect(try copy.forward(features) == head.forward(features))
    #expect(head.outputs == 4)

    let embedding = try head.forward(features, through: 2)
    #expect(embedding.shape == [32, 24])
    #expect(embedding.values.allSatisfy { $0 >= 0 })
    let rest = try Head(
      inputs: 24, layers: [layers[3]], weights: Weights(tensors: head.parameters.map(\.tensor)))
    #expect(try rest.forward(embedding) == head.forward(features))
    #expect(try head.forward(features, through: 0) == features)
  }

  @Test("Wrong weights are refused by name")
  func wrongWeights() throws {
    let tensors = try Head(inputs: 10, layers: layers, seed: 4).parameters.map(\.tensor)
    #expect(
      throws: WeightsError.wrongShape(
        tensor: "hidden/kernel", expected: [11, 24], found: [10, 24], origin: "these weights")
    ) { try Head(inputs: 11, layers: layers, weights: Weights(tensors: tensors)) }
    #expect(throws: WeightsError.missing(tensor: "classes/bias", origin: "these weights")) {
      try Head(inputs: 10, layers: layers, weights: Weights(tensors: Array(tensors.dropLast())))
    }
  }

  @Test("Dropout is for training, and keeps the mean")
  func dropout() throws {
    let head = try Head(inputs: 10_000, layers: [.dropout(0.3)], seed: 0)
    let ones = Tensor(shape: [1, 10_000], values: [Float](repeating: 1, count: 10_000))
    #expect(try head.forward(ones) == ones)
    let dropped = try head.forward(ones, dropoutSeed: 1)
    #expect(dropped.values.allSatisfy { $0 == 0 || $0 == 1 / (1 - 0.3) })
    #expect(abs(dropped.values.count { $0 == 0 } - 3000) < 200)
    #expect(try head.forward(ones, dropoutSeed: 1) == dropped)
    #expect(try head.forward(ones, dropoutSeed: 2) != dropped)
  }

  @Test("A row without a direction stays zero and gets no gradient")
  func zeroRow() throws {
    let head = try Head(inputs: 3, layers: [.unitLength], seed: 0)
    let rows = Tensor(shape: [2, 3], values: [0, 0, 0, 3, 0, 4])
    #expect(try head.forward(rows, dropoutSeed: 0).values == [0, 0, 0, 0.6, 0, 0.8])
    let slopes = try head.backward(Tensor(shape: [2, 3], values: [1, 1, 1, 0, 1, 0]), wantsInput: true)
    #expect(slopes?.values == [0, 0, 0, 0, 0.2, 0])
  }

  @Test("Gradients add up, whatever is inferred between, and in batches of other sizes")
  func accumulation() throws {
    let (once, twice) = (
      try Head(inputs: 10, layers: layers, seed: 4), try Head(inputs: 10, layers: layers, seed: 4)
    )
    let gradient = Tensor.normal([32, 4], seed: 2)
    _ = try once.forward(features, dropoutSeed: 1)
    _ = try once.backward(gradient)
    for count in [1, 32] {
      _ = try twice.forward(features, dropoutSeed: 1)
      _ = try twice.forward(Tensor.normal([count * 2, 10], seed: 3))
      #expect(try twice.backward(gradient) == nil)
    }
    for (single, double) in zip(once.parameters, twice.parameters) {
      let (single, double) = (
        single.withUnsafeGradient { Array($0) }, double.withUnsafeGradient { Array($0) }
      )
      #expect(single.contains { $0 != 0 })
      #expect(zip(single, double).allSatisfy { abs(2 * $0 - $1) < 1e-4 })
    }
    // A smaller batch and a larger one use the buffers anew.
    for count in [3, 40] {
      _ = try twice.forward(Tensor.normal([count, 10], seed: 3), dropoutSeed: 2)
      #expect(
        try twice.backward(Tensor.normal([count, 4], seed: 4), wantsInput: true)?.shape == [count, 10])
    }
  }

  @Test("What cannot be is refused with a sentence")
  func errors() throws {
    let head = try Head(inputs: 10, layers: layers, seed: 4)
    #expect(throws: HeadError.nothingKept) { try head.backward(Tensor.normal([32, 4], seed: 2)) }
    #expect(throws: HeadError.wrongFeatures(shape: [32, 11], inputs: 10)) {
      try head.forward(Tensor.normal([32, 11], seed: 2))
    }
    #expect(throws: HeadError.noSuchLayer(count: 5, layers: 4)) { try head.forward(features, through: 5) }
    _ = try head.forward(features, dropoutSeed: 0)
    #expect(throws: HeadError.wrongGradient(expected: [32, 4], found: [32, 5])) {
      try head.backward(Tensor.normal([32, 5], seed: 2))
    }
    let impossible: [[HeadLayer]] = [
      [.dense(name: "a", units: 0)], [.dropout(1)],
      [.dense(name: "a", units: 2), .dense(name: "a", units: 2)],
    ]
    for layers in impossible {
      #expect(throws: HeadError.self) { try Head(inputs: 10, layers: layers, seed: 0) }
    }
    #expect(throws: HeadError.self) { try Head(inputs: 0, layers: [], seed: 0) }
  }
}
