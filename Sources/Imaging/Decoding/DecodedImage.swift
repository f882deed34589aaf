/// A decoded image and what its file tells about it.
public struct DecodedImage: Sendable, Equatable {
  /// Upright, sRGB, on white where it was transparent.
  public let pixels: PixelBuffer

  /// Size of the original, format, camera.
  public let metadata: ImageMetadata

  /// Pixels with what a file tells about them.
  public init(pixels: PixelBuffer, metadata: ImageMetadata) {
    self.pixels = pixels
    self.metadata = metadata
  }
}
