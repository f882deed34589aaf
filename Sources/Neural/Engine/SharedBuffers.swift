/// The memory for maps and results that the passes of one network share, whatever their input shapes: only one
/// of them runs at a time.
final class SharedBuffers {
  /// What a buffer is for. Passes put different maps into the buffer of a role, none of them outliving a run.
  enum Role: Hashable {
    /// Maps that take turns, the even or the odd ones.
    case maps(parity: Int)
    /// Maps inside a segment that take turns, the even or the odd ones.
    case segmentMaps(parity: Int)
    /// Working memory of a step.
    case scratch
    /// A layer's map in a plain layout, on its way to results.
    case plainMap(layer: String)
    /// What a tap has heard.
    case result(Tap)
  }

  private var buffers: [Role: GrowingBuffer] = [:]

  /// The buffer of a role, with room for `byteCount` bytes at least.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much.
  func buffer(_ role: Role, byteCount: Int) throws -> GrowingBuffer {
    if let buffer = buffers[role] {
      try buffer.grow(to: byteCount)
      return buffer
    }
    let buffer = try GrowingBuffer(byteCount: byteCount)
    buffers[role] = buffer
    return buffer
  }

  /// The same for 32-bit floats.
  func buffer(_ role: Role, floatCount: Int) throws -> GrowingBuffer {
    try buffer(role, byteCount: floatCount * MemoryLayout<Float>.stride)
  }
}
