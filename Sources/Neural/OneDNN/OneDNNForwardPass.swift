import COneDNN

/// A compiled forward pass: steps over two activation buffers that take turns.
final class OneDNNForwardPass: ForwardPass {
  let kernels: [String]
  private let model: OneDNNModel
  private let input: OneDNNMemory
  private let steps: [OneDNNStep]
  /// Memory that lies in buffers shared with other passes, which move when they grow.
  private let shared: [OneDNNMemory]
  private let outputs: [OneDNNOutput]

  init(
    _ model: OneDNNModel, input: OneDNNMemory, steps: [OneDNNStep], shared: [OneDNNMemory],
    outputs: [OneDNNOutput], kernels: [String]
  ) {
    self.model = model
    self.input = input
    self.steps = steps
    self.shared = shared
    self.outputs = outputs
    self.kernels = kernels
  }

  func run(_ values: UnsafeBufferPointer<Float>) throws -> [Tensor] {
    let expected = input.descriptor.dimensions.reduce(1, *)
    guard let start = values.baseAddress, values.count == expected else {
      throw NetworkError.wrongInputCount(expected: expected, found: values.count)
    }
    model.device.prepareCallingThread()
    for memory in shared { try memory.follow() }
    try input.borrow(start)
    for step in steps { try step.run(on: model.device) }
    try model.device.wait()
    return outputs.map(\.tensor)
  }

  func resized(to input: InputShape) throws -> any ForwardPass {
    model.device.prepareCallingThread()
    var builder = OneDNNPassBuilder(model)
    return try builder.build(input)
  }
}
