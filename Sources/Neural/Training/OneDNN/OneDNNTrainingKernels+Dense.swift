import COneDNN

/// Dense layers as products of matrices, all row-major: they work on parameters and gradients where these lie.
extension OneDNNTrainingKernels {
  func dense(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws {
    let (images, units) = (source.shape.images, output.shape.channels)
    try weights.withAddresses { weights in
      for image in 0..<images { (output.floats + image * units).update(from: weights.bias, count: units) }
      try multiply(
        source.floats, weights.kernel, rows: images, inner: source.shape.valuesPerImage, columns: units,
        addingTo: output.floats)
    }
    for index in 0..<output.shape.count { output.floats[index] = max(0, output.floats[index]) }
  }

  func denseBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap
  ) throws {
    sourceGradient.clear()
    try weights.withAddresses {
      try multiply(
        gradient.floats, $0.kernel, transposing: .right, rows: source.shape.images,
        inner: gradient.shape.channels, columns: source.shape.valuesPerImage,
        addingTo: sourceGradient.floats)
    }
    try cutOff(sourceGradient, by: source)
  }

  func addDenseGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters
  ) throws {
    let (images, units) = (source.shape.images, gradient.shape.channels)
    try weights.withGradientAddresses { sums in
      try multiply(
        source.floats, gradient.floats, transposing: .left, rows: source.shape.valuesPerImage,
        inner: images, columns: units, addingTo: sums.kernel)
      for image in 0..<images {
        let row = gradient.floats + image * units
        for unit in 0..<units { sums.bias[unit] += row[unit] }
      }
    }
  }

  private enum Side { case left, right, neither }

  /// `sum[rows × columns] += left · right`, the one or the other transposed first.
  private func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, transposing side: Side = .neither,
    rows: Int, inner: Int, columns: Int, addingTo sum: UnsafeMutablePointer<Float>
  ) throws {
    device.prepareCallingThread()
    func letter(_ transposed: Bool) -> CChar { CChar(UInt8(ascii: transposed ? "T" : "N")) }
    let status = dnnl_sgemm(
      letter(side == .left), letter(side == .right), dnnl_dim_t(rows), dnnl_dim_t(columns),
      dnnl_dim_t(inner), 1, left, dnnl_dim_t(side == .left ? rows : inner), right,
      dnnl_dim_t(side == .right ? inner : columns), 1, sum, dnnl_dim_t(columns))
    try check(status, "multiply matrices")
  }
}
