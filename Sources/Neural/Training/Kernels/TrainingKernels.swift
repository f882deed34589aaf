/// What computes the products of backpropagation: ``OneDNNTrainingKernels`` on any processor, or own kernels.
///
/// In each, `source` is a layer's input x, `output` its map y, and `gradient` ∂L/∂y, which is zero where y is
/// not positive. Maps lie channels last; only a convolution may be given the batch itself, channels first.
protocol TrainingKernels: AnyObject {
  /// The name for benchmarks and messages.
  var name: String { get }

  /// y = max(0, x ∗ W + b).
  func convolve(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws

  /// ∂L/∂x: the gradient convolved with the kernel turned by 180°, zero where x is not positive.
  func convolveBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap) throws

  /// Adds ∂L/∂W, the correlation of x with the gradient, and ∂L/∂b, the gradient's sum over all places.
  func addConvolutionGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters) throws

  /// The maximum of each 2×2 window; an odd last row or column is dropped.
  func maxPool(_ source: TrainingMap, to output: TrainingMap) throws

  /// ∂L/∂x: the gradient at the first of each window's largest values, zero elsewhere.
  func maxPoolBack(_ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap) throws

  /// y = max(0, x W + b).
  func dense(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws

  /// ∂L/∂x = ∂L/∂y Wᵀ, zero where x is not positive.
  func denseBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap) throws

  /// Adds ∂L/∂W = xᵀ ∂L/∂y and ∂L/∂b, the gradient's sum over the batch.
  func addDenseGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters) throws
}
