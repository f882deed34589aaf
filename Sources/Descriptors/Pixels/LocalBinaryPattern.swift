import Imaging

/// The fine texture of an image: how often each pattern of brighter and darker neighbours occurs,
/// square-rooted.
///
/// Ojala, Pietikäinen & Mäenpää, "Multiresolution gray-scale and rotation invariant texture classification
/// with local binary patterns", IEEE PAMI 24(7), 2002: 8 neighbours at radius 1, all 256 codes.
public enum LocalBinaryPattern {
  /// Components: one for each 8-bit code.
  public static let dimension = 256

  /// The pattern histogram of `image` as a unit vector `[256]`; beyond the edge the edge repeats.
  public static func describe(_ image: PixelBuffer) -> [Float] {
    let grey = borderedGreyLevels(image)
    let stride = image.width + 2
    // Clockwise from the upper left; neighbour i sets bit i.
    let neighbours = [-stride - 1, -stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1]
    var counts = [Int](repeating: 0, count: dimension)
    grey.withUnsafeBufferPointer { grey in
      neighbours.withUnsafeBufferPointer { neighbours in
        for y in 1...image.height {
          for place in y * stride + 1...y * stride + image.width {
            var code = 0
            for bit in 0..<8 where grey[place + neighbours[bit]] >= grey[place] { code |= 1 << bit }
            counts[code] += 1
          }
        }
      }
    }
    return UnitLength.rootScaled(counts)
  }

  /// Luma of ITU-R BT.601 in thousandths, so that equal colours compare equal, with the edge repeated once
  /// around the image: `[height + 2, width + 2]`.
  private static func borderedGreyLevels(_ image: PixelBuffer) -> [Int32] {
    var grey: [Int32] = []
    grey.reserveCapacity((image.width + 2) * (image.height + 2))
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in -1...image.height {
        let row = min(max(y, 0), image.height - 1) * image.width
        for x in -1...image.width {
          let pixel = 3 * (row + min(max(x, 0), image.width - 1))
          grey.append(
            Int32(pixels[pixel]) * 299 + Int32(pixels[pixel + 1]) * 587 + Int32(pixels[pixel + 2]) * 114)
        }
      }
    }
    return grey
  }
}
