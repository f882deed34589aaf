/// A layer that is trained: how its map comes from the one before, and how gradients go back through it.
///
/// With y the layer's map after its ReLU, x its input and L the loss, backpropagation (Rumelhart, Hinton &
/// Williams, "Learning representations by back-propagating errors", Nature 1986) goes from ∂L/∂y to ∂L/∂x and
/// to the gradients of the layer's parameters.
///
/// Every map is the result of a ReLU, or the largest of such results, and the derivative of a ReLU is 1 where
/// its result is positive, else 0. So **every gradient that is handed on is zero where its map is not
/// positive**: whoever computes a gradient by a map takes the derivative of the map's ReLU along, and whoever
/// is given one need not think of it.
protocol TrainableLayer {
  /// The row of the architecture's table.
  var layer: Layer { get }

  /// Kernel and bias; none for a pooling.
  var parameters: [Parameter] { get }

  /// Checks that the layer takes maps of that shape.
  func validate(_ source: MapShape) throws

  /// Computes the layer's map y from x.
  func forward(_ source: TrainingMap, to output: TrainingMap, by kernels: any TrainingKernels) throws

  /// Adds ∂L/∂W and ∂L/∂b to the gradients of the parameters, from x and ∂L/∂y.
  func addParameterGradients(
    _ gradient: TrainingMap, from source: TrainingMap, by kernels: any TrainingKernels) throws

  /// Computes ∂L/∂x from ∂L/∂y, zero where x is not positive.
  func backward(
    _ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap,
    by kernels: any TrainingKernels) throws
}

extension TrainableLayer {
  var parameters: [Parameter] { [] }

  func validate(_ source: MapShape) throws {}

  func addParameterGradients(
    _ gradient: TrainingMap, from source: TrainingMap, by kernels: any TrainingKernels
  ) throws {}
}
