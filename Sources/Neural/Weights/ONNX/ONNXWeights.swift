/// Reads the weights of a plain chain of convolutions and dense layers from an ONNX file
/// (<https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>).
///
/// The layers are taken in the order of the graph: its first `Conv` is the specification's first
/// convolution, its first `Gemm` or `MatMul` the first dense layer. Kernels are turned from ONNX's OIHW
/// to HWIO; more layers than the specification has are ignored.
public enum ONNXWeights {
  /// How the network flattens the last feature map before its first dense layer.
  public enum Flattening: Sendable, CaseIterable {
    /// As Keras does: height, width, channel.
    case channelsLast
    /// As PyTorch does: channel, height, width; the first dense kernel's rows are put in Keras' order.
    case channelsFirst
  }

  /// The tensors that `specification` names.
  ///
  /// - Throws: ``ONNXError``, or ``WeightsError`` naming the layer that is missing or of another shape.
  public static func read(
    _ path: String, specification: WeightSpecification, flattening: Flattening = .channelsLast
  ) throws -> Weights {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { bytes in
      let model: ONNXModel
      do throws(ProtobufReader.Failure) {
        model = try ONNXModel(bytes)
      } catch {
        throw ONNXError.malformed(path: path, reason: error.reason)
      }
      var convolutions = model.nodes.filter { $0.operation == "Conv" && model.hasKernel($0) }[...]
      var dense = model.nodes.filter { ["Gemm", "MatMul"].contains($0.operation) && model.hasKernel($0) }[...]
      var isFirstDense = true
      var tensors: [WeightTensor] = []
      for layer in specification.layers {
        guard let node = layer.isConvolution ? convolutions.popFirst() : dense.popFirst() else {
          throw WeightsError.missing(tensor: layer.kernelName, origin: path)
        }
        let reader = ONNXLayer(model: model, node: node, layer: layer, path: path)
        var kernel = try reader.kernel()
        if !layer.isConvolution, isFirstDense {
          isFirstDense = false
          if flattening == .channelsFirst { kernel = reorder(kernel, of: layer, in: specification) }
        }
        tensors.append(WeightTensor(name: layer.kernelName, shape: layer.kernelShape, values: kernel))
        tensors.append(WeightTensor(name: layer.biasName, shape: layer.biasShape, values: try reader.bias()))
      }
      return Weights(tensors: tensors, metadata: [:], origin: path)
    }
  }

  /// Puts the rows of the first dense kernel from the order channel, place to the order place, channel.
  private static func reorder(
    _ kernel: [Float], of layer: WeightSpecification.Layer, in specification: WeightSpecification
  ) -> [Float] {
    guard let channels = specification.layers.last(where: \.isConvolution)?.outputs,
      layer.kernelShape[0] % channels == 0
    else { return kernel }
    let places = layer.kernelShape[0] / channels
    let width = layer.outputs
    var result: [Float] = []
    result.reserveCapacity(kernel.count)
    for place in 0..<places {
      for channel in 0..<channels {
        let row = (channel * places + place) * width
        result.append(contentsOf: kernel[row..<row + width])
      }
    }
    return result
  }
}

extension ONNXModel {
  /// Whether a node's second input is a constant, as a kernel is; `MatMul` also joins computed values.
  func hasKernel(_ node: Node) -> Bool { node.inputs.count > 1 && constant(node.inputs[1]) != nil }
}
