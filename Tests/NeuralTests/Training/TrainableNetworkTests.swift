import Testing

@testable import Neural

/// Forward and backward passes of ``TrainableNetwork`` against plain loops.
@Suite struct TrainableNetworkTests {
  private let example = TrainingCase.small[5]

  @Test("Results and gradients equal the plain loops'", arguments: TrainingCase.small)
  func agreement(example: TrainingCase) throws {
    try example.expectAgreement(of: example.network())
  }

  @Test("Wide layers' too, by oneDNN", arguments: TrainingCase.large)
  func wideAgreement(example: TrainingCase) throws {
    try example.expectAgreement(of: example.network(kernels: .oneDNN))
  }

  @Test("Gradients of several backward passes add up, until they are cleared")
  func accumulation() throws {
    let network = try example.network()
    try example.expectAgreement(of: network, times: 3)
    for parameter in network.parameters { parameter.clearGradient() }
    try example.expectAgreement(of: network)
  }

  @Test(
    "Frozen layers have no parameters, and the gradients behind them stay the same",
    arguments: ["conv2", "pool1", "conv3", "pool2", "fc1", "fc2"])
  func frozen(layer: String) throws {
    let network = try example.network(trainedFrom: layer)
    let names = example.architecture.layers.map(\.name)
    let trained = names.drop { $0 != layer }
    let expected = try example.network().parameters.map(\.name).filter { name in
      trained.contains { name.hasPrefix($0 + "/") }
    }
    #expect(network.parameters.map(\.name) == expected)
    try example.expectAgreement(of: network)
  }

  @Test("Layers that no tap needs have no parameters")
  func truncated() throws {
    let network = try TrainableNetwork(
      example.architecture, weights: example.weights, input: example.input,
      taps: [Tap(layer: "conv2", pooling: .average)])
    #expect(network.parameters.map(\.name) == ["conv1", "conv2"].flatMap { ["\($0)/kernel", "\($0)/bias"] })
    let frozen = try TrainableNetwork(
      example.architecture, weights: example.weights, input: example.input,
      taps: [Tap(layer: "conv2", pooling: .maximum)], trainedFrom: "fc1")
    #expect(frozen.parameters.isEmpty)
    try frozen.backward(frozen.forward(example.batch).map { $0 })
  }

  @Test("A tap without a gradient has no part in the loss")
  func silentTaps() throws {
    let network = try example.network()
    let gradients = example.tensors(like: try network.forward(example.batch))
    try network.backward(gradients.enumerated().map { $0 == 1 ? $1 : nil })
    for parameter in network.parameters {
      let moves = parameter.withUnsafeGradient { $0.contains { $0 != 0 } }
      #expect(moves == ["conv1", "conv2"].contains { parameter.name.hasPrefix($0) }, "\(parameter.name)")
    }
  }

  @Test("Values that change are what the next pass computes with")
  func changedValues() throws {
    let network = try example.network()
    let before = try network.forward(example.batch)
    for parameter in network.parameters {
      parameter.update { values, _ in for i in values.indices { values[i] *= 2 } }
    }
    let doubled = try network.forward(example.batch)
    let weights = Weights(tensors: network.parameters.map(\.tensor))
    let fresh = try TrainableNetwork(
      example.architecture, weights: weights, input: example.input, taps: example.taps
    ).forward(example.batch)
    #expect(doubled == fresh)
    #expect(doubled != before)
  }

  @Test("A resized network shares parameters and computes what a fresh one does")
  func resized() throws {
    let other = InputShape(count: 2, channels: 3, height: 9, width: 13)
    let large = TrainingCase(
      "whole", example.architecture.layers[..<5], (2, 8, 13), [("pool2", .average), ("conv1", .none)])
    let network = try large.network()
    try large.expectAgreement(of: network)
    let resized = try network.resized(to: other)
    #expect(zip(resized.parameters, network.parameters).allSatisfy { $0 === $1 })
    for parameter in network.parameters { parameter.clearGradient() }
    try large.with(other).expectAgreement(of: resized)
    for parameter in network.parameters { parameter.clearGradient() }
    try large.expectAgreement(of: network)
    #expect(try network.resized(to: network.input) === network)
  }

  @Test("A backward pass needs the forward pass of the same shape before it")
  func order() throws {
    let network = try example.network()
    let results = try network.forward(example.batch)
    let single = try network.resized(to: InputShape(count: 2, channels: 3, height: 8, width: 13))
    #expect(throws: TrainingError.noForwardPass) { try single.backward(example.taps.map { _ in nil }) }
    #expect(throws: TrainingError.gradientCount(expected: 6, found: 1)) { try network.backward([nil]) }
    var gradients: [Tensor?] = results
    gradients[1] = results[0]
    let error = #expect(throws: TrainingError.self) { try network.backward(gradients) }
    #expect(error?.description.contains("pool1") == true)
  }

  @Test("What cannot be trained is refused with the remedy")
  func refusals() throws {
    #expect(throws: TrainingError.pooling(layer: "conv3", name: "max")) {
      try TrainableNetwork(
        example.architecture, weights: example.weights, input: example.input,
        taps: [Tap(layer: "conv3", pooling: .maximum)])
    }
    #expect(throws: NetworkError.self) { try example.network(trainedFrom: "conv9") }
    #expect(throws: NetworkError.self) {
      try example.network().resized(to: InputShape(count: 1, channels: 3, height: 12, width: 13))
    }
    #expect(throws: NetworkError.self) { try example.network().forward([0]) }
  }
}
