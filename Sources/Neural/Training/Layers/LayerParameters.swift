/// What a layer learns.
struct LayerParameters {
  let kernel: Parameter
  let bias: Parameter

  /// Parameters that start from a layer's weights.
  ///
  /// - Throws: ``NetworkError`` when a tensor has another shape, or the weights' own error.
  init(of layer: String, kernelShape: [Int], from weights: Weights) throws {
    func parameter(_ part: String, _ shape: [Int]) throws -> Parameter {
      let tensor = try weights.tensor(named: "\(layer)/\(part)")
      guard tensor.shape == shape else {
        throw NetworkError.mismatch(in: layer, expected: shape, found: tensor.shape)
      }
      return try Parameter(tensor)
    }
    kernel = try parameter("kernel", kernelShape)
    bias = try parameter("bias", [kernelShape[kernelShape.count - 1]])
  }

  var all: [Parameter] { [kernel, bias] }

  /// Where kernels compute from: the values.
  struct Addresses {
    let kernel: UnsafePointer<Float>
    let bias: UnsafePointer<Float>
  }

  /// Where kernels add to: the gradients.
  struct GradientAddresses {
    let kernel: UnsafeMutablePointer<Float>
    let bias: UnsafeMutablePointer<Float>
  }

  /// Calls `body` with the values, valid only inside.
  func withAddresses(_ body: (Addresses) throws -> Void) rethrows {
    try kernel.withUnsafeValues { kernel in
      try bias.withUnsafeValues { bias in
        guard let kernel = kernel.baseAddress, let bias = bias.baseAddress else { return }
        try body(Addresses(kernel: kernel, bias: bias))
      }
    }
  }

  /// Calls `body` with the gradients, valid only inside.
  func withGradientAddresses(_ body: (GradientAddresses) throws -> Void) rethrows {
    try kernel.withUnsafeGradient { kernel in
      try bias.withUnsafeGradient { bias in
        guard let kernel = kernel.baseAddress, let bias = bias.baseAddress else { return }
        try body(GradientAddresses(kernel: kernel, bias: bias))
      }
    }
  }
}
