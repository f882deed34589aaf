import COneDNN

/// The gradient by the input of a 2×2 maximum pooling.
///
/// oneDNN goes back through a pooling with a workspace that says where each maximum was. Looking for them once
/// more takes less than keeping that for every pooling.
final class OneDNNMaxPoolGradient {
  private let steps: [OneDNNStep]
  private let source: OneDNNMemory
  private let gradient: OneDNNMemory
  private let sourceGradient: OneDNNMemory
  /// The maxima, which nobody needs, and where they were.
  private let scratch: [OneDNNMemory]

  init(
    from map: OneDNNDescriptor, to pooled: OneDNNDescriptor, on device: OneDNNDevice,
    buffer: (Int, _ byteCount: Int) throws -> GrowingBuffer
  ) throws {
    let noting = try OneDNNPrimitive(.notingMaxPool(source: map, destination: pooled), on: device)
    let back = try OneDNNPrimitive(
      .maxPoolByData(sourceGradient: map, gradient: pooled, noting: noting), on: device)
    let places = try OneDNNDescriptor(of: noting, dnnl_query_workspace_md, pooled.dimensions, dnnl_u8)
    scratch = try [pooled, places].enumerated().map { place, descriptor in
      let memory = try OneDNNMemory(unattached: descriptor, on: device)
      try memory.attach(buffer(place, descriptor.byteCount))
      return memory
    }
    source = try OneDNNMemory(unattached: map, on: device)
    gradient = try OneDNNMemory(unattached: pooled, on: device)
    sourceGradient = try OneDNNMemory(unattached: map, on: device)
    steps = [
      OneDNNStep(
        noting,
        [(DNNL_ARG_SRC, source), (DNNL_ARG_DST, scratch[0]), (DNNL_ARG_WORKSPACE, scratch[1])]),
      OneDNNStep(
        back,
        [
          (DNNL_ARG_DIFF_DST, gradient), (DNNL_ARG_WORKSPACE, scratch[1]),
          (DNNL_ARG_DIFF_SRC, sourceGradient),
        ]),
    ]
  }

  func run(
    _ gradient: UnsafeMutablePointer<Float>, from source: UnsafeMutablePointer<Float>,
    to sourceGradient: UnsafeMutablePointer<Float>, on device: OneDNNDevice
  ) throws {
    try self.source.borrow(source)
    try self.gradient.borrow(gradient)
    try self.sourceGradient.borrow(sourceGradient)
    for memory in scratch { try memory.follow() }
    for step in steps { try step.run(on: device) }
    try device.wait()
  }
}
