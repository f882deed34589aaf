import COneDNN

/// A compiled forward pass: steps over two activation buffers that take turns.
final class OneDNNForwardPass: ForwardPass {
  /// One result: the plain f32 memory that a step fills, and the shape it is given.
  struct Output {
    let memory: OneDNNMemory
    let shape: [Int]
  }

  let kernels: [String]
  private let device: OneDNNDevice
  private let input: OneDNNMemory
  private let steps: [OneDNNStep]
  private let outputs: [Output]

  init(
    device: OneDNNDevice, input: OneDNNMemory, steps: [OneDNNStep], outputs: [Output], kernels: [String]
  ) {
    self.device = device
    self.input = input
    self.steps = steps
    self.outputs = outputs
    self.kernels = kernels
  }

  func run(_ values: UnsafeBufferPointer<Float>) throws -> [Tensor] {
    guard let start = values.baseAddress else {
      throw NetworkError.wrongInputCount(expected: input.descriptor.dimensions.reduce(1, *), found: 0)
    }
    device.prepareCallingThread()
    try input.borrow(start)
    for step in steps { try step.run(on: device) }
    try device.wait()
    return outputs.map { Tensor(shape: $0.shape, values: $0.memory.floats()) }
  }
}
