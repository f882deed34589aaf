/// One node of the graph as one layer of the specification.
struct ONNXLayer {
  let model: ONNXModel
  let node: ONNXModel.Node
  let layer: WeightSpecification.Layer
  let path: String

  /// The kernel in Keras' layout.
  func kernel() throws -> [Float] {
    guard let tensor = model.constant(node.inputs[1]) else {
      throw WeightsError.missing(tensor: layer.kernelName, origin: path)
    }
    return layer.isConvolution ? try convolutionKernel(tensor) : try denseKernel(tensor)
  }

  /// The bias: the node's third input, or what is added to its output.
  func bias() throws -> [Float] {
    var candidates = node.inputs.dropFirst(2).prefix(1)[...]
    if candidates.isEmpty, let output = node.outputs.first,
      let sum = model.nodes.first(where: { $0.operation == "Add" && $0.inputs.contains(output) })
    {
      candidates = sum.inputs.filter { $0 != output }[...]
    }
    guard let tensor = candidates.lazy.compactMap({ model.constant($0) }).first else {
      throw WeightsError.missing(tensor: layer.biasName, origin: path)
    }
    try checkReadable(tensor)
    // A bias that is added by a node of its own may be written as [1, C, 1, 1].
    guard tensor.count == layer.outputs, tensor.shape.filter({ $0 != 1 }).count <= 1 else {
      throw WeightsError.wrongShape(
        tensor: layer.biasName, expected: layer.biasShape, found: tensor.shape, origin: path)
    }
    return tensor.values()
  }

  private func convolutionKernel(_ tensor: ONNXTensor) throws -> [Float] {
    let (height, width) = (layer.kernelShape[0], layer.kernelShape[1])
    let (inputs, outputs) = (layer.kernelShape[2], layer.kernelShape[3])
    guard tensor.shape == [outputs, inputs, height, width], node.integers["group"] ?? 1 == 1 else {
      let found = tensor.shape.count == 4 ? [2, 3, 1, 0].map { tensor.shape[$0] } : tensor.shape
      throw wrongKernel(found)
    }
    try checkReadable(tensor)
    return tensor.values().withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: source.count) { target, count in
        let places = height * width
        var next = 0
        for place in 0..<places {
          for input in 0..<inputs {
            for output in 0..<outputs {
              target[next] = source[(output * inputs + input) * places + place]
              next += 1
            }
          }
        }
        count = next
      }
    }
  }

  private func denseKernel(_ tensor: ONNXTensor) throws -> [Float] {
    let isTransposed = node.integers["transB"] ?? 0 != 0
    let found = isTransposed ? tensor.shape.reversed() : tensor.shape
    guard found == layer.kernelShape else { throw wrongKernel(found) }
    try checkReadable(tensor)
    guard isTransposed else { return tensor.values() }
    let (inputs, outputs) = (layer.kernelShape[0], layer.kernelShape[1])
    return tensor.values().withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: source.count) { target, count in
        // In squares, so that both sides stay in the cache: fc1 has 10^8 weights.
        let square = 64
        for outputStart in stride(from: 0, to: outputs, by: square) {
          for inputStart in stride(from: 0, to: inputs, by: square) {
            for input in inputStart..<min(inputStart + square, inputs) {
              for output in outputStart..<min(outputStart + square, outputs) {
                target[input * outputs + output] = source[output * inputs + input]
              }
            }
          }
        }
        count = source.count
      }
    }
  }

  private func checkReadable(_ tensor: ONNXTensor) throws {
    if let obstacle = tensor.obstacle {
      throw ONNXError.unsupported(path: path, layer: layer.name, reason: obstacle)
    }
  }

  private func wrongKernel(_ found: [Int]) -> WeightsError {
    .wrongShape(tensor: layer.kernelName, expected: layer.kernelShape, found: found, origin: path)
  }
}
