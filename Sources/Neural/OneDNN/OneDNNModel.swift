import COneDNN

/// What the forward passes of one network have in common, whatever their input shapes: layers and taps, the
/// device, weights in the layouts that kernels chose, and the memory for maps.
final class OneDNNModel {
  let architecture: Architecture
  let taps: [Tap]
  let device: OneDNNDevice
  let type: dnnl_data_type_t
  /// Algorithms of convolutions; the first that the machine has is taken.
  let algorithms: [litho_convolution_algorithm]
  let buffers = SharedBuffers()

  private let weights: Weights
  /// Tensors by name, in each layout that a kernel wanted: one for most input shapes, and never more than
  /// oneDNN has kinds of kernels.
  private var laidOut: [String: [OneDNNMemory]] = [:]

  init(
    _ architecture: Architecture, weights: Weights, taps: [Tap], precision: Precision, workload: Workload,
    threads: Int
  ) throws {
    self.architecture = architecture
    self.taps = taps
    self.weights = weights
    device = try OneDNNDevice(threads: threads)
    type = precision == .bf16 ? dnnl_bf16 : dnnl_f32
    // oneDNN has no Winograd for brain floats.
    algorithms =
      precision == .f32 && workload == .sustained
      ? [litho_convolution_winograd, litho_convolution_auto, litho_convolution_direct]
      : [litho_convolution_direct, litho_convolution_auto]
  }

  /// A layer's bias in the layout of `descriptor`.
  func bias(of layer: String, _ descriptor: OneDNNDescriptor) throws -> OneDNNMemory {
    try tensor(
      layer, "bias", expected: descriptor.dimensions, as: descriptor.dimensions, dnnl_x, for: descriptor)
  }

  /// A tensor of the weights in the layout a kernel wants, copied there when it is first asked for.
  ///
  /// - Parameters:
  ///   - expected: the shape it must have in the weights.
  ///   - dimensions: the same as oneDNN orders them, and `tag` how they lie.
  func tensor(
    _ layer: String, _ part: String, expected: [Int], as dimensions: [Int], _ tag: dnnl_format_tag_t,
    for wanted: OneDNNDescriptor
  ) throws -> OneDNNMemory {
    let name = "\(layer)/\(part)"
    let tensor = try weights.tensor(named: name)
    guard tensor.shape == expected else {
      throw NetworkError.mismatch(in: layer, expected: expected, found: tensor.shape)
    }
    if let memory = laidOut[name]?.first(where: { $0.descriptor.isSame(as: wanted) }) { return memory }
    let destination = try OneDNNMemory(wanted, on: device)
    try tensor.withUnsafeFloats { values in
      guard let start = values.baseAddress else { return }
      let source = try OneDNNMemory(unattached: OneDNNDescriptor(dimensions, dnnl_f32, tag), on: device)
      try source.borrow(start)
      try device.reorder(source, to: destination)
    }
    laidOut[name, default: []].append(destination)
    return destination
  }
}
