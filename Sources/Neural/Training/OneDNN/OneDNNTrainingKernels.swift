import COneDNN

/// Backpropagation by oneDNN: Winograd convolutions where it has them, matrix products for dense layers.
///
/// Kernels are chosen for each shape when it is first met, and kept.
final class OneDNNTrainingKernels: TrainingKernels {
  private enum Product: Hashable {
    case convolution, convolutionByData, convolutionByWeights, maxPool, relu
  }

  private struct Key: Hashable {
    let product: Product
    let source: MapShape
    let outputs: Int
  }

  let name: String
  let device: OneDNNDevice
  private var calls: [Key: OneDNNCall] = [:]
  private var maxPoolGradients: [MapShape: OneDNNMaxPoolGradient] = [:]
  /// Copies of arguments, by their place: calls take turns.
  private var copyBuffers: [Int: GrowingBuffer] = [:]

  init(threads: Int) throws {
    name = OneDNNEngine.shared.name
    device = try OneDNNDevice(threads: threads)
  }

  // MARK: Convolutions

  func convolve(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws {
    let call = try call(.convolution, source.shape, output.shape.channels) { algorithm, any, plain in
      let primitive = try OneDNNPrimitive(
        .convolution(
          algorithm: algorithm, source: any.source, weights: any.kernel, bias: plain.bias,
          destination: any.output), on: self.device)
      return (
        primitive,
        [
          .init(number: DNNL_ARG_SRC, direction: .input, plain: plain.source, wanted: dnnl_query_src_md),
          .init(
            number: DNNL_ARG_WEIGHTS, direction: .input, plain: plain.kernel, wanted: dnnl_query_weights_md),
          .init(number: DNNL_ARG_BIAS, direction: .input, plain: plain.bias),
          .init(number: DNNL_ARG_DST, direction: .output, plain: plain.output, wanted: dnnl_query_dst_md),
        ]
      )
    }
    try weights.withAddresses {
      try call.run(source.floats, $0.kernel, $0.bias, output.floats, on: device)
    }
  }

  func convolveBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap
  ) throws {
    let shape = sourceGradient.shape
    let call = try call(.convolutionByData, shape, gradient.shape.channels) { algorithm, any, plain in
      let primitive = try OneDNNPrimitive(
        .convolutionByData(
          algorithm: algorithm, sourceGradient: any.source, weights: any.kernel, gradient: any.output),
        on: self.device)
      return (
        primitive,
        [
          .init(
            number: DNNL_ARG_DIFF_DST, direction: .input, plain: plain.output,
            wanted: dnnl_query_diff_dst_md),
          .init(
            number: DNNL_ARG_WEIGHTS, direction: .input, plain: plain.kernel, wanted: dnnl_query_weights_md),
          .init(
            number: DNNL_ARG_DIFF_SRC, direction: .output, plain: plain.source,
            wanted: dnnl_query_diff_src_md),
        ]
      )
    }
    try weights.withAddresses {
      try call.run(gradient.floats, $0.kernel, sourceGradient.floats, on: device)
    }
    try cutOff(sourceGradient, by: source)
  }

  func addConvolutionGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters
  ) throws {
    let outputs = gradient.shape.channels
    let call = try call(.convolutionByWeights, source.shape, outputs) { algorithm, any, plain in
      let primitive = try OneDNNPrimitive(
        .convolutionByWeights(
          algorithm: algorithm, source: any.source, weightsGradient: any.kernel, biasGradient: plain.bias,
          gradient: any.output), on: self.device)
      return (
        primitive,
        [
          .init(number: DNNL_ARG_SRC, direction: .input, plain: plain.source, wanted: dnnl_query_src_md),
          .init(
            number: DNNL_ARG_DIFF_DST, direction: .input, plain: plain.output,
            wanted: dnnl_query_diff_dst_md),
          .init(
            number: DNNL_ARG_DIFF_WEIGHTS, direction: .sum, plain: plain.kernel,
            wanted: dnnl_query_diff_weights_md),
          .init(number: DNNL_ARG_DIFF_BIAS, direction: .sum, plain: plain.bias),
        ]
      )
    }
    try weights.withGradientAddresses {
      try call.run(source.floats, gradient.floats, $0.kernel, $0.bias, on: device)
    }
  }

  /// Zero where the map is not positive: the derivative of the ReLU that made it.
  func cutOff(_ gradient: TrainingMap, by map: TrainingMap) throws {
    let key = Key(product: .relu, source: map.shape, outputs: map.shape.channels)
    let call = try kept(key) {
      let plain = try map.shape.descriptor()
      return try self.call(
        OneDNNPrimitive(.reluByData(plain), on: device),
        [
          .init(number: DNNL_ARG_DST, direction: .input, plain: plain),
          .init(number: DNNL_ARG_DIFF_DST, direction: .input, plain: plain),
          .init(number: DNNL_ARG_DIFF_SRC, direction: .output, plain: plain),
        ])
    }
    try call.run(map.floats, gradient.floats, gradient.floats, on: device)
  }

  // MARK: Poolings

  func maxPool(_ source: TrainingMap, to output: TrainingMap) throws {
    let key = Key(product: .maxPool, source: source.shape, outputs: source.shape.channels)
    let call = try kept(key) {
      let (from, to) = try (source.shape.descriptor(), output.shape.descriptor())
      let primitive = try OneDNNPrimitive(
        .pooling(kind: dnnl_pooling_max, source: from, destination: to, kernel: [2, 2], strides: [2, 2]),
        on: device)
      return try self.call(
        primitive,
        [
          .init(number: DNNL_ARG_SRC, direction: .input, plain: from),
          .init(number: DNNL_ARG_DST, direction: .output, plain: to),
        ])
    }
    try call.run(source.floats, output.floats, on: device)
  }

  func maxPoolBack(_ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap) throws {
    device.prepareCallingThread()
    let call: OneDNNMaxPoolGradient
    if let made = maxPoolGradients[source.shape] {
      call = made
    } else {
      call = try OneDNNMaxPoolGradient(
        from: source.shape.descriptor(), to: gradient.shape.descriptor(), on: device,
        buffer: copyBuffer(_:_:))
      maxPoolGradients[source.shape] = call
    }
    try call.run(gradient.floats, from: source.floats, to: sourceGradient.floats, on: device)
  }

  // MARK: Calls

  /// The descriptors of a convolution's arguments.
  private struct Descriptors {
    let source: OneDNNDescriptor
    let kernel: OneDNNDescriptor
    let bias: OneDNNDescriptor
    let output: OneDNNDescriptor

    /// - Parameter chosen: whether the kernel chooses the layouts; else they are those of maps and parameters.
    init(_ source: MapShape, outputs: Int, chosen: Bool) throws {
      let output = MapShape(
        images: source.images, height: source.height, width: source.width, channels: outputs)
      self.source = try source.descriptor(chosen: chosen)
      self.output = try output.descriptor(chosen: chosen)
      kernel = try OneDNNDescriptor(
        [outputs, source.channels, 3, 3], dnnl_f32, chosen ? dnnl_format_tag_any : dnnl_hwio)
      bias = try OneDNNDescriptor([outputs], dnnl_f32, dnnl_x)
    }
  }

  /// A convolution's call, made when it is first asked for, with the first algorithm that the machine has.
  private func call(
    _ product: Product, _ source: MapShape, _ outputs: Int,
    make: (litho_convolution_algorithm, _ any: Descriptors, _ plain: Descriptors) throws -> (
      OneDNNPrimitive, [OneDNNCall.Argument]
    )
  ) throws -> OneDNNCall {
    try kept(Key(product: product, source: source, outputs: outputs)) {
      let any = try Descriptors(source, outputs: outputs, chosen: true)
      let plain = try Descriptors(source, outputs: outputs, chosen: false)
      var refusal: any Error = OneDNNDevice.failure("prepare a convolution", dnnl_unimplemented)
      for algorithm in [litho_convolution_winograd, litho_convolution_auto, litho_convolution_direct] {
        do {
          let (primitive, arguments) = try make(algorithm, any, plain)
          return try call(primitive, arguments)
        } catch { refusal = error }
      }
      throw refusal
    }
  }

  private func call(_ primitive: OneDNNPrimitive, _ arguments: [OneDNNCall.Argument]) throws -> OneDNNCall {
    try OneDNNCall(primitive, arguments, on: device, copyBuffer: copyBuffer(_:_:))
  }

  private func kept(_ key: Key, make: () throws -> OneDNNCall) throws -> OneDNNCall {
    device.prepareCallingThread()
    if let call = calls[key] { return call }
    let call = try make()
    calls[key] = call
    return call
  }

  private func copyBuffer(_ place: Int, _ byteCount: Int) throws -> GrowingBuffer {
    if let buffer = copyBuffers[place] {
      try buffer.grow(to: byteCount)
      return buffer
    }
    let buffer = try GrowingBuffer(byteCount: byteCount)
    copyBuffers[place] = buffer
    return buffer
  }
}

extension MapShape {
  /// How oneDNN is told of such a map.
  ///
  /// - Parameter chosen: whether a kernel chooses how it lies.
  func descriptor(chosen: Bool = false) throws -> OneDNNDescriptor {
    let tag = order == .channelsFirst ? dnnl_nchw : dnnl_nhwc
    return try OneDNNDescriptor(
      [images, channels, height, width], dnnl_f32, chosen ? dnnl_format_tag_any : tag)
  }
}
