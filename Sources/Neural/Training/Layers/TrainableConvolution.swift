/// A 3×3 convolution: y = max(0, x ∗ W + b).
struct TrainableConvolution: TrainableLayer {
  let layer: Layer
  private let weights: LayerParameters

  init(_ name: String, filters: Int, source: MapShape, weights: Weights) throws {
    layer = .convolution(name: name, filters: filters)
    self.weights = try LayerParameters(
      of: name, kernelShape: [3, 3, source.channels, filters], from: weights)
  }

  var parameters: [Parameter] { weights.all }

  func forward(_ source: TrainingMap, to output: TrainingMap, by kernels: any TrainingKernels) throws {
    try kernels.convolve(source, weights, to: output)
  }

  func addParameterGradients(
    _ gradient: TrainingMap, from source: TrainingMap, by kernels: any TrainingKernels
  ) throws {
    try kernels.addConvolutionGradient(gradient, from: source, to: weights)
  }

  func backward(
    _ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap,
    by kernels: any TrainingKernels
  ) throws {
    try kernels.convolveBack(gradient, weights, from: source, to: sourceGradient)
  }
}
