/// A map, or the gradient of the loss by a map, with its memory.
final class TrainingMap {
  let shape: MapShape
  private let buffer: GrowingBuffer

  /// A map at the start of a buffer, which it may share with maps that are not alive at the same time.
  init(_ shape: MapShape, in buffer: GrowingBuffer) {
    precondition(
      buffer.byteCount >= shape.count * MemoryLayout<Float>.stride, "a map does not fit its buffer")
    self.shape = shape
    self.buffer = buffer
  }

  /// Where the values lie until the buffer grows.
  var floats: UnsafeMutablePointer<Float> { buffer.floats }

  /// Sets all values to zero.
  func clear() { floats.update(repeating: 0, count: shape.count) }

  /// Takes over `[N, C, H, W]` values in the order of this map.
  ///
  /// - Precondition: there are as many as the shape says.
  func fill(with values: UnsafeBufferPointer<Float>) {
    precondition(values.count == shape.count, "\(values.count) values do not fill a map")
    guard let start = values.baseAddress else { return }
    if shape.order == .channelsFirst || shape.area == 1 {
      floats.update(from: start, count: values.count)
      return
    }
    for image in 0..<shape.images {
      let (from, to) = (start + image * shape.valuesPerImage, floats + image * shape.valuesPerImage)
      for channel in 0..<shape.channels {
        for place in 0..<shape.area {
          to[place * shape.channels + channel] = from[channel * shape.area + place]
        }
      }
    }
  }
}
