import COneDNN

/// A kernel whose arguments may lie otherwise than the caller's: it copies them in and out.
final class OneDNNCall {
  /// One argument, as the caller has it.
  struct Argument {
    enum Direction {
      /// Read.
      case input
      /// Written.
      case output
      /// Added to.
      case sum
    }

    /// oneDNN's number of the argument.
    let number: Int32
    let direction: Direction
    /// How the caller's values lie.
    let plain: OneDNNDescriptor
    /// How the kernel wants them; nil for the same.
    var wanted: dnnl_query_t?
  }

  private let steps: [OneDNNStep]
  /// The caller's values.
  private let plain: [OneDNNMemory]
  /// Copies in shared buffers, which move when they grow.
  private let copies: [OneDNNMemory]

  /// - Parameter copyBuffer: a buffer for the copy of the argument with that place in the list.
  init(
    _ primitive: OneDNNPrimitive, _ arguments: [Argument], on device: OneDNNDevice,
    copyBuffer: (Int, _ byteCount: Int) throws -> GrowingBuffer
  ) throws {
    var plain: [OneDNNMemory] = []
    var copies: [OneDNNMemory] = []
    var inner: [(Int32, OneDNNMemory)] = []
    var (before, after): ([OneDNNStep], [OneDNNStep]) = ([], [])
    for (place, argument) in arguments.enumerated() {
      let outer = try OneDNNMemory(unattached: argument.plain, on: device)
      plain.append(outer)
      var wanted = argument.plain
      if let query = argument.wanted {
        wanted = try OneDNNDescriptor(
          of: primitive, query, argument.plain.dimensions, argument.plain.type)
      }
      guard argument.direction == .sum || !wanted.isSame(as: argument.plain) else {
        inner.append((argument.number, outer))
        continue
      }
      let copy = try OneDNNMemory(unattached: wanted, on: device)
      try copy.attach(copyBuffer(place, wanted.byteCount))
      copies.append(copy)
      inner.append((argument.number, copy))
      switch argument.direction {
      case .input: before.append(try Self.copy(outer, to: copy, on: device))
      case .output: after.append(try Self.copy(copy, to: outer, on: device))
      case .sum:
        let addition = try OneDNNPrimitive(
          .addition(of: copy.descriptor, to: outer.descriptor), on: device)
        after.append(OneDNNStep(addition, [(DNNL_ARG_FROM, copy), (DNNL_ARG_TO, outer)]))
      }
    }
    self.plain = plain
    self.copies = copies
    steps = before + [OneDNNStep(primitive, inner)] + after
  }

  private static func copy(_ from: OneDNNMemory, to: OneDNNMemory, on device: OneDNNDevice) throws
    -> OneDNNStep
  {
    let primitive = try OneDNNPrimitive(.reorder(from: from.descriptor, to: to.descriptor), on: device)
    return OneDNNStep(primitive, [(DNNL_ARG_FROM, from), (DNNL_ARG_TO, to)])
  }

  /// Runs the kernel on values that lie at `addresses`, in the order of the arguments.
  func run(_ addresses: UnsafeRawPointer..., on device: OneDNNDevice) throws {
    for (memory, address) in zip(plain, addresses) { try memory.borrow(address) }
    for copy in copies { try copy.follow() }
    for step in steps { try step.run(on: device) }
    try device.wait()
  }
}
