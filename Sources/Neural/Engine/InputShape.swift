/// The batch a forward pass is compiled for: `[count, channels, height, width]`.
public struct InputShape: Sendable, Hashable {
  /// Images in a batch.
  public let count: Int
  /// Channels of an image.
  public let channels: Int
  /// Rows of an image, in pixels.
  public let height: Int
  /// Columns of an image, in pixels.
  public let width: Int

  /// Makes the shape of a batch.
  public init(count: Int, channels: Int, height: Int, width: Int) {
    self.count = count
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// Values of one image.
  public var valuesPerImage: Int { channels * height * width }

  /// Values of the whole batch.
  public var values: Int { count * valuesPerImage }
}
