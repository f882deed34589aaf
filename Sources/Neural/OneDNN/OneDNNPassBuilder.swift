import COneDNN

/// Turns a model's architecture into steps for an input shape: chooses kernels and places the maps.
struct OneDNNPassBuilder {
  private let model: OneDNNModel

  private var steps: [OneDNNStep] = []
  private var kernels: [String] = []
  private var outputs: [Tap: OneDNNOutput] = [:]
  /// Maps between layers; each in turn takes one of two buffers, since a step reads only the map before.
  private var maps: [OneDNNMemory] = []
  /// The other memory that lies in shared buffers.
  private var shared: [OneDNNMemory] = []

  private var device: OneDNNDevice { model.device }
  private var type: dnnl_data_type_t { model.type }

  init(_ model: OneDNNModel) { self.model = model }

  mutating func build(_ input: InputShape) throws -> OneDNNForwardPass {
    let shape = [input.count, input.channels, input.height, input.width]
    let source = try OneDNNMemory(unattached: OneDNNDescriptor(shape, dnnl_f32, dnnl_nchw), on: device)
    var current = source
    for layer in model.architecture.layers {
      current = try append(layer, to: current)
      try listen(model.taps.filter { $0.layer == layer.name }, to: current)
    }
    try placeMaps()
    return try OneDNNForwardPass(
      model, input: source, steps: steps, shared: maps + shared,
      outputs: model.taps.map {
        guard let output = outputs[$0] else {
          throw NetworkError.unknownLayer(name: $0.layer, known: model.architecture.layers.map(\.name))
        }
        return output
      }, kernels: kernels)
  }

  private mutating func append(_ layer: Layer, to source: OneDNNMemory) throws -> OneDNNMemory {
    switch layer {
    case .convolution(let name, let filters): try convolution(name, filters, source)
    case .maxPool(let name): try maxPool(name, source)
    case .dense(let name, let units): try dense(name, units, source)
    }
  }

  // MARK: Layers

  private mutating func convolution(_ name: String, _ filters: Int, _ source: OneDNNMemory) throws
    -> OneDNNMemory
  {
    let shape = source.descriptor.dimensions
    let (count, channels, height, width) = (shape[0], shape[1], shape[2], shape[3])
    let kernelShape = [filters, channels, 3, 3]
    let any = dnnl_format_tag_any
    let sourceAny = try OneDNNDescriptor(shape, type, any)
    let weightsAny = try OneDNNDescriptor(kernelShape, type, any)
    let bias = try OneDNNDescriptor([filters], dnnl_f32, dnnl_x)
    let outputShape = [count, filters, height, width]
    let destinationAny = try OneDNNDescriptor(outputShape, type, any)

    let primitive = try firstThatWorks {
      try OneDNNPrimitive(
        .convolution(
          algorithm: $0, source: sourceAny, weights: weightsAny, bias: bias, destination: destinationAny),
        on: device)
    }
    kernels.append("\(name): \(primitive.implementation)")

    let kernel = try model.tensor(
      name, "kernel", expected: [3, 3, channels, filters], as: kernelShape, dnnl_hwio,
      for: OneDNNDescriptor(of: primitive, dnnl_query_weights_md, kernelShape, type))
    return try step(
      primitive, from: source, kernel: kernel, bias: model.bias(of: name, bias), shape: shape, to: outputShape
    )
  }

  private mutating func dense(_ name: String, _ units: Int, _ source: OneDNNMemory) throws -> OneDNNMemory {
    let shape = source.descriptor.dimensions
    let inputs = shape.dropFirst().reduce(1, *)
    let kernelShape = [units] + shape.dropFirst()
    let any = dnnl_format_tag_any
    let bias = try OneDNNDescriptor([units], dnnl_f32, dnnl_x)
    let outputShape = [shape[0], units]
    let primitive = try OneDNNPrimitive(
      .innerProduct(
        source: OneDNNDescriptor(shape, type, any), weights: OneDNNDescriptor(kernelShape, type, any),
        bias: bias, destination: OneDNNDescriptor(outputShape, type, dnnl_nc)), on: device)
    kernels.append("\(name): \(primitive.implementation)")

    // Keras flattens height, width, channel; with inputs × units row-major that is the layout HWIO.
    let kernel = try model.tensor(
      name, "kernel", expected: [inputs, units], as: kernelShape, shape.count == 4 ? dnnl_hwio : dnnl_io,
      for: OneDNNDescriptor(of: primitive, dnnl_query_weights_md, kernelShape, type))
    return try step(
      primitive, from: source, kernel: kernel, bias: model.bias(of: name, bias), shape: shape, to: outputShape
    )
  }

  private mutating func maxPool(_ name: String, _ source: OneDNNMemory) throws -> OneDNNMemory {
    let shape = source.descriptor.dimensions
    guard shape[2] >= 2, shape[3] >= 2 else {
      throw NetworkError.inputTooSmall(height: shape[2], width: shape[3], layer: name)
    }
    let outputShape = [shape[0], shape[1], shape[2] / 2, shape[3] / 2]
    return try pool(dnnl_pooling_max, source, [2, 2], to: outputShape) { try $0.map($1) }
  }

  /// A pooling whose windows touch but do not overlap, into memory that `place` provides.
  private mutating func pool(
    _ kind: dnnl_alg_kind_t, _ source: OneDNNMemory, _ window: [Int], to shape: [Int],
    place: (inout Self, OneDNNDescriptor) throws -> OneDNNMemory
  ) throws -> OneDNNMemory {
    let type = source.descriptor.type
    let primitive = try OneDNNPrimitive(
      .pooling(
        kind: kind, source: source.descriptor,
        destination: OneDNNDescriptor(shape, type, dnnl_format_tag_any), kernel: window, strides: window),
      on: device)
    let destination = try place(&self, OneDNNDescriptor(of: primitive, dnnl_query_dst_md, shape, type))
    steps.append(OneDNNStep(primitive, [(DNNL_ARG_SRC, source), (DNNL_ARG_DST, destination)]))
    return destination
  }

  // MARK: Results

  private mutating func listen(_ taps: [Tap], to source: OneDNNMemory) throws {
    guard let layer = taps.first?.layer else { return }
    let shape = source.descriptor.dimensions
    // A layer's map in plain f32, for whichever of its taps needs it first.
    var plainMap: OneDNNMemory?
    func plain(_ builder: inout Self) throws -> OneDNNMemory {
      if let plainMap { return plainMap }
      let memory = try builder.plain(source, in: .plainMap(layer: layer))
      plainMap = memory
      return memory
    }
    for tap in taps where outputs[tap] == nil {
      var kind: dnnl_alg_kind_t?
      var statistic: PlaneStatistic?
      switch tap.pooling {
      case .average: kind = dnnl_pooling_avg_exclude_padding
      case .maximum: kind = dnnl_pooling_max
      case .generalizedMean(let exponent): statistic = .generalizedMean(exponent: exponent)
      case .deviation: statistic = .deviation
      case .none: break
      }
      // The values of a dense layer are their own means and maxima.
      if shape.count == 2, tap.pooling != .deviation { (kind, statistic) = (nil, nil) }
      let memory: OneDNNMemory
      if let kind {
        // Means are taken in f32: a brain float keeps only 8 bits of a sum.
        let map = type == dnnl_f32 ? source : try plain(&self)
        // Not one of the maps that take turns: the next layer still reads `source`.
        let pooled = try pool(kind, map, [shape[2], shape[3]], to: [shape[0], shape[1], 1, 1]) {
          try OneDNNMemory($1, on: $0.device)
        }
        memory = try self.plain(pooled, in: .result(tap))
      } else {
        memory = try plain(&self)
      }
      let isMap = tap.pooling == .none || shape.count == 2
      outputs[tap] = OneDNNOutput(
        memory: memory, statistic: statistic, shape: isMap ? shape : [shape[0], shape[1]])
    }
  }

  /// A step that copies a map into plain f32 memory outside the maps that take turns.
  private mutating func plain(_ source: OneDNNMemory, in role: SharedBuffers.Role) throws -> OneDNNMemory {
    let shape = source.descriptor.dimensions
    let tag = shape.count == 4 ? dnnl_nchw : dnnl_nc
    let descriptor = try OneDNNDescriptor(shape, dnnl_f32, tag)
    let destination = try OneDNNMemory(unattached: descriptor, on: device)
    try destination.attach(model.buffers.buffer(role, byteCount: descriptor.byteCount))
    shared.append(destination)
    try appendReorder(from: source, to: destination)
    return destination
  }

  // MARK: Parts of a step

  private mutating func step(
    _ primitive: OneDNNPrimitive, from source: OneDNNMemory, kernel: OneDNNMemory, bias: OneDNNMemory,
    shape: [Int], to outputShape: [Int]
  ) throws -> OneDNNMemory {
    let wanted = try OneDNNDescriptor(of: primitive, dnnl_query_src_md, shape, type)
    var source = source
    if !source.descriptor.isSame(as: wanted) {
      let converted = try map(wanted)
      try appendReorder(from: source, to: converted)
      source = converted
    }
    let destination = try map(OneDNNDescriptor(of: primitive, dnnl_query_dst_md, outputShape, type))
    steps.append(
      OneDNNStep(
        primitive,
        [
          (DNNL_ARG_SRC, source), (DNNL_ARG_WEIGHTS, kernel), (DNNL_ARG_BIAS, bias),
          (DNNL_ARG_DST, destination),
        ]))
    return destination
  }

  private mutating func appendReorder(from source: OneDNNMemory, to destination: OneDNNMemory) throws {
    let primitive = try OneDNNPrimitive(
      .reorder(from: source.descriptor, to: destination.descriptor), on: device)
    steps.append(OneDNNStep(primitive, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, destination)]))
  }

  private mutating func map(_ descriptor: OneDNNDescriptor) throws -> OneDNNMemory {
    let memory = try OneDNNMemory(unattached: descriptor, on: device)
    maps.append(memory)
    return memory
  }

  /// Gives the maps their bytes: odd ones share one buffer, even ones the other.
  private func placeMaps() throws {
    for parity in 0...1 {
      let turn = maps.indices.filter { $0 % 2 == parity }.map { maps[$0] }
      guard let largest = turn.map(\.descriptor.byteCount).max() else { continue }
      let buffer = try model.buffers.buffer(.maps(parity: parity), byteCount: largest)
      for memory in turn { try memory.attach(buffer) }
    }
  }

  private func firstThatWorks(
    _ make: (litho_convolution_algorithm) throws -> OneDNNPrimitive
  ) throws -> OneDNNPrimitive {
    var refusal: any Error = OneDNNDevice.failure("prepare a convolution", dnnl_unimplemented)
    for algorithm in model.algorithms {
      do { return try make(algorithm) } catch { refusal = error }
    }
    throw refusal
  }
}
