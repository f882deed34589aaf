/// A picture in grey under a translucent layer of colours for numbers.
public enum HeatOverlay {
  /// How much of the colour is the layer's, from the coldest to the warmest place. Cold places show more of the
  /// picture, so that one sees where they are.
  private static let opacity: (cold: Float, warm: Float) = (0.3, 0.65)
  /// Black and white of the picture become these greys, so that colours can be told apart on both.
  private static let greys: (black: Float, white: Float) = (28, 205)

  /// Lays colours of ``PerceptualColourMap`` over a picture.
  ///
  /// - Parameters:
  ///   - heat: one number from 0 to 1 a pixel, row by row.
  ///   - image: as many pixels.
  public static func drawn(_ heat: [Float], on image: PixelBuffer) -> PixelBuffer {
    precondition(heat.count == image.width * image.height, "each pixel has its heat")
    var pixels = image.pixels
    for (place, value) in heat.enumerated() {
      let start = 3 * place
      // Rec. 709's share of the colours in brightness, on coded values.
      let grey =
        0.2126 * Float(pixels[start]) + 0.7152 * Float(pixels[start + 1]) + 0.0722 * Float(pixels[start + 2])
      let dull = greys.black + (greys.white - greys.black) * grey / 255
      let colour = PerceptualColourMap.colour(of: value)
      let share = opacity.cold + (opacity.warm - opacity.cold) * min(1, max(0, value))
      for (channel, level) in [colour.red, colour.green, colour.blue].enumerated() {
        pixels[start + channel] = UInt8(dull * (1 - share) + Float(level) * share + 0.5)
      }
    }
    return PixelBuffer(width: image.width, height: image.height, pixels: pixels)
  }
}
