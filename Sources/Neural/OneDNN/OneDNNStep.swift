import COneDNN

/// A kernel with its arguments: one step of a pass.
struct OneDNNStep {
  private let primitive: OneDNNPrimitive
  private let memories: [OneDNNMemory]
  private let arguments: [dnnl_exec_arg_t]

  init(_ primitive: OneDNNPrimitive, _ arguments: [(Int32, OneDNNMemory)]) {
    self.primitive = primitive
    memories = arguments.map(\.1)
    self.arguments = arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.handle) }
  }

  func run(on device: OneDNNDevice) throws {
    try check(
      dnnl_primitive_execute(primitive.handle, device.stream, Int32(arguments.count), arguments),
      "run \(primitive.implementation)")
  }
}
