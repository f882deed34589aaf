/// A map between two layers, channels last: `[images, height, width, channels]`, without padding.
///
/// It holds the whole batch, or only the images that are on their way through a segment of the network.
final class WinogradMap {
  /// Sizes of one image's map; a dense layer's output has height and width 1.
  struct Shape: Equatable {
    let height: Int
    let width: Int
    let channels: Int

    var area: Int { height * width }
    var floats: Int { area * channels }
  }

  let shape: Shape
  private var buffer: GrowingBuffer?
  private var holdsBatch = false

  init(_ shape: Shape) { self.shape = shape }

  /// Puts the map at the start of a buffer that it may share with maps that are not alive at the same time.
  func attach(_ buffer: GrowingBuffer, images: Int, holdsBatch: Bool) {
    precondition(
      buffer.byteCount >= images * shape.floats * MemoryLayout<Float>.stride, "a map does not fit its buffer")
    self.buffer = buffer
    self.holdsBatch = holdsBatch
  }

  /// Where the first of `images` lies, the others behind it.
  func floats(of images: Range<Int>) -> UnsafeMutablePointer<Float> {
    guard let buffer else { preconditionFailure("a map was used before it had memory") }
    return buffer.floats + (holdsBatch ? images.lowerBound * shape.floats : 0)
  }
}
