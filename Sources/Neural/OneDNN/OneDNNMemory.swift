import COneDNN

/// A block of memory with its layout, as kernels take it.
final class OneDNNMemory {
  let handle: dnnl_memory_t
  let descriptor: OneDNNDescriptor
  /// Keeps the bytes alive; nil while the memory borrows somebody else's.
  private var buffer: GrowingBuffer?
  /// Where in memory oneDNN was told that the bytes lie.
  private var place: UnsafeMutableRawPointer?

  /// Memory without bytes yet: ``attach(_:)`` or ``borrow(_:)`` gives it some before a kernel runs.
  init(unattached descriptor: OneDNNDescriptor, on device: OneDNNDevice) throws {
    var handle: dnnl_memory_t?
    let status = litho_memory_create(&handle, descriptor.handle, device.engine, nil)
    guard status == dnnl_success, let handle else {
      throw OneDNNDevice.failure("make memory of shape \(descriptor.dimensions)", status)
    }
    self.handle = handle
    self.descriptor = descriptor
  }

  /// Memory with bytes of its own, all zero.
  convenience init(_ descriptor: OneDNNDescriptor, on device: OneDNNDevice) throws {
    try self.init(unattached: descriptor, on: device)
    try attach(GrowingBuffer(byteCount: descriptor.byteCount))
  }

  deinit { dnnl_memory_destroy(handle) }

  /// Puts the memory at the start of a buffer that it may share with others.
  func attach(_ buffer: GrowingBuffer) throws {
    precondition(buffer.byteCount >= descriptor.byteCount, "a layer does not fit its buffer")
    self.buffer = buffer
    try put(at: buffer.address)
  }

  /// Moves to where the buffer lies now, if it has grown.
  func follow() throws {
    if let buffer, place != buffer.address { try put(at: buffer.address) }
  }

  /// Points the memory at bytes that the caller keeps alive while kernels run.
  func borrow(_ address: UnsafeRawPointer) throws {
    buffer = nil
    try put(at: UnsafeMutableRawPointer(mutating: address))
  }

  private func put(at address: UnsafeMutableRawPointer) throws {
    try check(dnnl_memory_set_data_handle(handle, address), "place a layer")
    place = address
  }

  /// The values, when the layout is plain and the format f32.
  func withFloats<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    let count = descriptor.dimensions.reduce(1, *)
    let start = buffer?.floats
    return body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
