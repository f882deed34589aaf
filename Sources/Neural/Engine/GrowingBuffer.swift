/// Page-aligned memory that several forward passes use in turns, as large as the largest of them needs.
///
/// What it holds is lost when it grows, and whenever another pass runs.
final class GrowingBuffer {
  private var memory: AlignedBuffer

  /// Reserves memory, all zero.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much.
  init(byteCount: Int) throws {
    memory = try AlignedBuffer(byteCount: byteCount)
  }

  /// Where the memory lies until it grows.
  var address: UnsafeMutableRawPointer { memory.address }

  /// Bytes there are.
  var byteCount: Int { memory.byteCount }

  /// The memory as floats; valid until it grows.
  var floats: UnsafeMutablePointer<Float> { memory.floats }

  /// Makes room for `byteCount` bytes; what is there stays as it is when there is room already.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)``; the memory is then as large as before.
  func grow(to byteCount: Int) throws {
    if byteCount > memory.byteCount { memory = try AlignedBuffer(byteCount: byteCount) }
  }
}
