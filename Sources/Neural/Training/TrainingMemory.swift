/// The memory that a network and those resized from it share: only one of them runs at a time.
final class TrainingMemory {
  /// What a buffer is for.
  enum Role: Hashable {
    /// A layer's input, by the layer's number; the last map is no layer's input. Alive from a forward pass to
    /// the backward pass after it.
    case map(Int)
    /// Gradients of maps that take turns, the even or the odd ones: a layer reads the one and writes the other.
    case gradient(parity: Int)
  }

  /// The pass whose maps are in memory.
  weak var owner: TrainingPass?
  private var buffers: [Role: GrowingBuffer] = [:]

  /// A map in the buffer of a role, which grows to what the map needs.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much memory.
  func map(_ shape: MapShape, in role: Role) throws -> TrainingMap {
    let byteCount = shape.count * MemoryLayout<Float>.stride
    if let buffer = buffers[role] {
      // What the buffer held is lost where it grows.
      if byteCount > buffer.byteCount { owner = nil }
      try buffer.grow(to: byteCount)
      return TrainingMap(shape, in: buffer)
    }
    let buffer = try GrowingBuffer(byteCount: byteCount)
    buffers[role] = buffer
    return TrainingMap(shape, in: buffer)
  }
}
