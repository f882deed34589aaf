/// What a tap has heard, for the whole batch.
struct WinogradResult {
  /// Sizes, the batch first.
  let shape: [Int]
  /// One image after the other.
  private let buffer: GrowingBuffer

  /// - Parameters:
  ///   - isFlat: whether a dense layer made the map: then it is `[units]`.
  init(_ tap: Tap, of map: WinogradMap.Shape, count: Int, isFlat: Bool, in buffers: SharedBuffers) throws {
    if tap.pooling == .none, !isFlat {
      shape = [count, map.channels, map.height, map.width]
    } else {
      shape = [count, map.channels]
    }
    buffer = try buffers.buffer(.result(tap), floatCount: shape.reduce(1, *))
  }

  /// The results of the last run.
  var tensor: Tensor {
    let values = UnsafeBufferPointer(start: buffer.floats, count: shape.reduce(1, *))
    return Tensor(shape: shape, values: Array(values))
  }

  /// Where the results from an image on go.
  func floats(from image: Int) -> UnsafeMutablePointer<Float> {
    buffer.floats + image * shape.dropFirst().reduce(1, *)
  }
}
