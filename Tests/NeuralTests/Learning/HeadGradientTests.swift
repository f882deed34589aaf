import Testing

@testable import Neural

@Suite("Backpropagation through a head gives the gradients of its definition")
struct HeadGradientTests {
  private let rows = 9
  private let inputs = 5
  private let seed: UInt64 = 77
  private var features: Tensor { Tensor.normal([rows, inputs], seed: 8) }

  static let heads: [[HeadLayer]] = [
    [.dense(name: "only", units: 4)],
    [.relu],
    [.dropout(0.5)],
    [.unitLength],
    [],
    [.dense(name: "hidden", units: 8), .relu, .dense(name: "classes", units: 4)],
    [
      .dropout(0.3), .dense(name: "hidden", units: 8), .relu, .dropout(0.4),
      .dense(name: "classes", units: 4),
    ],
    [
      .unitLength, .dense(name: "hidden", units: 17), .relu, .dense(name: "embedding", units: 6), .unitLength,
    ],
  ]

  /// What the dropout layers multiply by, found by what they make of ones.
  private func reference(of head: Head) throws -> ReferenceHead {
    var reference = ReferenceHead(head)
    for case (let number, .dropout(let probability)) in head.layers.enumerated() {
      let width = try head.forward(features, through: number).shape[1]
      let probe = try Head(
        inputs: width, layers: [HeadLayer](repeating: .relu, count: number) + [.dropout(probability)], seed: 0
      )
      let ones = Tensor(shape: [rows, width], values: [Float](repeating: 1, count: rows * width))
      reference.factors[number] = try probe.forward(ones, dropoutSeed: seed).values.map(Double.init)
    }
    return reference
  }

  /// Checks all gradients, with a loss of the outputs that is given in both precisions.
  private func check(
    _ layers: [HeadLayer], _ loss: (Tensor) -> LossValue, _ lossReference: @escaping ([Double]) -> Double
  ) throws {
    let head = try Head(inputs: inputs, layers: layers, seed: 3)
    for parameter in head.parameters where !parameter.decays {
      parameter.assign(Tensor.normal(parameter.shape, seed: 5).weights(named: parameter.name))
    }
    let reference = try reference(of: head)
    let outputs = try head.forward(features, dropoutSeed: seed)
    let expected = reference(features.values.map(Double.init), rows: rows)
    #expect(zip(outputs.values, expected).allSatisfy { abs(Double($0) - $1) < 1e-5 })

    let slopes = try #require(try head.backward(loss(outputs).gradient, wantsInput: true))
    let byFeatures = NumericGradient.of(
      { lossReference(reference($0, rows: rows)) }, at: features.values)
    #expect(NumericGradient.relativeError(slopes.values, byFeatures) <= 1e-4)
    for parameter in head.parameters {
      let numeric = NumericGradient.of(
        { values in
          var changed = reference
          changed.parameters[parameter.name] = values
          return lossReference(changed(features.values.map(Double.init), rows: rows))
        }, at: parameter.withUnsafeValues { Array($0) })
      let error = NumericGradient.relativeError(parameter.withUnsafeGradient { Array($0) }, numeric)
      #expect(error <= 1e-4, "\(parameter.name)")
    }
  }

  @Test("Each layer, and several, under a sum of the outputs", arguments: heads)
  func layers(_ layers: [HeadLayer]) throws {
    let head = try Head(inputs: inputs, layers: layers, seed: 3)
    let shares = Tensor.normal([rows, head.outputs], seed: 9)
    try check(
      layers, { _ in LossValue(value: 0, gradient: shares) },
      { zip($0, shares.values).reduce(0) { $0 + $1.0 * Double($1.1) } })
  }

  @Test("A classifier under cross entropy, an embedding under triplets and views")
  func withLosses() throws {
    let labels = [0, 1, 2, 3, 0, 1, 2, 3, 0]
    let reference = ReferenceLosses(labels: labels)
    for layers in Self.heads.suffix(3).prefix(2) {
      try check(layers, { SoftmaxCrossEntropy(smoothing: 0.1)($0, labels) }) {
        reference.crossEntropy($0, weights: [1, 1, 1, 1], smoothing: Double(Float(0.1)))
      }
    }
    try check(Self.heads[7], { TripletLoss()($0, labels) }) { reference.triplet($0, margin: 0.2, .batchHard) }
    try check(Self.heads[7], { NTXentLoss()($0, labels) }) { reference.ntXent($0, temperature: 0.1) }
  }
}

extension Tensor {
  /// The same numbers as weights.
  fileprivate func weights(named name: String) -> WeightTensor {
    WeightTensor(name: name, shape: shape, values: values)
  }
}
