extension Weights {
  /// Reads weights in any format (``WeightsFormat``), recognised by content, and verifies all of `manifest`.
  ///
  /// An ONNX file may have been exported from a network that flattens channels first; then the first
  /// dense kernel is put in Keras' order and verified again.
  ///
  /// - Returns: The tensors of the manifest's specification, in its order.
  /// - Throws: ``WeightsError``, ``SafetensorsError``, ``HDF5WeightsError`` or ``ONNXError``.
  public static func read(_ path: String, manifest: WeightsManifest) throws -> Weights {
    let weights = try readUnverified(path, specification: manifest.specification)
    do {
      try manifest.verify(weights)
      return weights
    } catch let first as WeightsError {
      // Only the dense layers depend on the flattening: a file whose convolutions differ is another network.
      guard try WeightsFormat.recognise(path) == .onnx, let dense = manifest.specification.firstDense,
        case .altered(dense.name, _, _, _, _) = first
      else { throw first }
      let permuted = try ONNXWeights.read(
        path, specification: manifest.specification, flattening: .channelsFirst)
      guard (try? manifest.verify(permuted)) != nil else { throw first }
      return permuted
    }
  }

  /// Reads weights in any format and checks only that the layers are there and have their shapes: for
  /// other seeds, fine-tuned networks and benchmarks.
  ///
  /// - Throws: ``WeightsError``, ``SafetensorsError``, ``HDF5WeightsError`` or ``ONNXError``.
  public static func readUnverified(_ path: String, specification: WeightSpecification) throws -> Weights {
    switch try WeightsFormat.recognise(path) {
    case .safetensors: return try specification.selection(from: Safetensors.read(path))
    case .hdf5: return try HDF5Weights.read(path, specification: specification)
    case .onnx: return try ONNXWeights.read(path, specification: specification)
    }
  }
}

extension WeightSpecification {
  /// The layer that follows the flattening of the last feature map.
  var firstDense: Layer? { layers.first { !$0.isConvolution } }
}
