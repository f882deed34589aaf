import Imaging

/// The colours of an image: a histogram of 8 × 8 × 8 bins over red, green and blue, square-rooted.
///
/// No network, no position: the baseline that every figure of Lithoscope stands beside.
public enum RGBHistogram {
  /// Levels of each channel.
  static let levels = 8
  /// Components: 8³ = 512.
  public static let dimension = levels * levels * levels

  /// The histogram of `image` as a unit vector `[512]`; index is `(red × 8 + green) × 8 + blue`.
  public static func describe(_ image: PixelBuffer) -> [Float] {
    var counts = [Int](repeating: 0, count: dimension)
    // 256 values fall into 8 levels: the three highest bits.
    image.pixels.withUnsafeBufferPointer { pixels in
      counts.withUnsafeMutableBufferPointer { counts in
        for pixel in stride(from: 0, to: pixels.count - 2, by: 3) {
          let (red, green, blue) = (pixels[pixel] >> 5, pixels[pixel + 1] >> 5, pixels[pixel + 2] >> 5)
          counts[(Int(red) * levels + Int(green)) * levels + Int(blue)] += 1
        }
      }
    }
    return UnitLength.rootScaled(counts)
  }
}
