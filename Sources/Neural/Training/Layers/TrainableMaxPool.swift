/// A 2×2 maximum pooling: the gradient goes to the place whose value was taken, the first of equal ones.
struct TrainableMaxPool: TrainableLayer {
  let layer: Layer

  init(_ name: String) { layer = .maxPool(name: name) }

  func forward(_ source: TrainingMap, to output: TrainingMap, by kernels: any TrainingKernels) throws {
    try kernels.maxPool(source, to: output)
  }

  func backward(
    _ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap,
    by kernels: any TrainingKernels
  ) throws {
    // The gradient is zero wherever the maximum was not positive, and so is what goes to its place.
    try kernels.maxPoolBack(gradient, from: source, to: sourceGradient)
  }
}
