import COneDNN

/// A block of memory with its layout, as kernels take it.
final class OneDNNMemory {
  let handle: dnnl_memory_t
  let descriptor: OneDNNDescriptor
  /// Keeps the bytes alive; nil while the memory borrows somebody else's.
  private var buffer: AlignedBuffer?

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
    try attach(AlignedBuffer(byteCount: descriptor.byteCount))
  }

  deinit { dnnl_memory_destroy(handle) }

  /// Puts the memory at the start of a buffer that it may share with others.
  func attach(_ buffer: AlignedBuffer) throws {
    precondition(buffer.byteCount >= descriptor.byteCount, "a layer does not fit its buffer")
    self.buffer = buffer
    try check(dnnl_memory_set_data_handle(handle, buffer.address), "place a layer")
  }

  /// Points the memory at bytes that the caller keeps alive while kernels run.
  func borrow(_ address: UnsafeRawPointer) throws {
    buffer = nil
    try check(
      dnnl_memory_set_data_handle(handle, UnsafeMutableRawPointer(mutating: address)), "place a layer")
  }

  /// The values, when the layout is plain and the format f32.
  func floats() -> [Float] {
    guard let buffer else { return [] }
    let count = descriptor.dimensions.reduce(1, *)
    let start = buffer.address.assumingMemoryBound(to: Float.self)
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}
