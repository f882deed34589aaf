import Testing

@testable import Neural

@Suite("Scaled features")
struct FeatureScalingTests {
  @Test("Have mean 0, variance 1 on average, and keep their proportions")
  func fitting() {
    let features = Tensor(
      shape: [4, 3],
      values: [
        1, 10, 7,
        3, 30, 7,
        1, 30, 7,
        3, 10, 7,
      ])
    let scaling = FeatureScaling(fitting: features)
    #expect(scaling.mean == [2, 20, 7])
    // Variances 1, 100 and 0.
    #expect(scaling.scale.allSatisfy { abs($0 * (Float(101) / 3).squareRoot() - 1) < 1e-6 })
    var scaled = features
    scaling.apply(&scaled)
    #expect(scaled.values[0] == -scaling.scale[0])
    #expect(scaled.values[5] == 0)
    var gradient = Tensor(shape: [1, 3], values: [2, 2, 2])
    scaling.applyToGradient(&gradient)
    #expect(gradient.values == scaling.scale.map { 2 * $0 })
  }

  @Test("One row, or many the same, are only centred")
  func constant() {
    let scaling = FeatureScaling(fitting: Tensor(shape: [1, 2], values: [5, -3]))
    #expect(scaling.mean == [5, -3])
    #expect(scaling.scale == [1, 1])
  }

  @Test("Are saved with the weights")
  func weights() throws {
    let scaling = FeatureScaling(fitting: Tensor.normal([20, 6], seed: 1))
    #expect(try FeatureScaling(weights: Weights(tensors: scaling.tensors)) == scaling)
    #expect(throws: WeightsError.missing(tensor: "features/scale", origin: "these weights")) {
      try FeatureScaling(weights: Weights(tensors: [scaling.tensors[0]]))
    }
    let short = WeightTensor(name: "features/scale", shape: [5], values: [1, 1, 1, 1, 1])
    #expect(
      throws: WeightsError.wrongShape(
        tensor: "features/scale", expected: [6], found: [5], origin: "these weights")
    ) { try FeatureScaling(weights: Weights(tensors: [scaling.tensors[0], short])) }
  }
}
