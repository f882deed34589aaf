/// A fully connected layer: y = max(0, x W + b), x flattened in the order height, width, channel.
struct TrainableDense: TrainableLayer {
  let layer: Layer
  private let weights: LayerParameters

  init(_ name: String, units: Int, source: MapShape, weights: Weights) throws {
    layer = .dense(name: name, units: units)
    self.weights = try LayerParameters(
      of: name, kernelShape: [source.valuesPerImage, units], from: weights)
  }

  var parameters: [Parameter] { weights.all }

  func validate(_ source: MapShape) throws {
    let (expected, found) = (weights.kernel.shape[0], source.valuesPerImage)
    guard found == expected else {
      throw NetworkError.denseInput(layer: layer.name, expected: expected, found: found)
    }
  }

  func forward(_ source: TrainingMap, to output: TrainingMap, by kernels: any TrainingKernels) throws {
    try kernels.dense(source, weights, to: output)
  }

  func addParameterGradients(
    _ gradient: TrainingMap, from source: TrainingMap, by kernels: any TrainingKernels
  ) throws {
    try kernels.addDenseGradient(gradient, from: source, to: weights)
  }

  func backward(
    _ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap,
    by kernels: any TrainingKernels
  ) throws {
    try kernels.denseBack(gradient, weights, from: source, to: sourceGradient)
  }
}
