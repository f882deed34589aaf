import Imaging

/// The colours of an image as people see them: a histogram of 8 × 8 × 8 bins over L*, a* and b*, in which
/// each colour votes for the eight bins around it, square-rooted.
///
/// Rocks are mostly grey and brown: the bins cover a* and b* from −48 to 48 only, where ``RGBHistogram`` spends
/// most of its own on colours that no rock has; what lies beyond counts for the outermost bins.
public enum LabHistogram {
  /// Bins along each axis.
  static let levels = 8
  /// Components: 8³ = 512.
  public static let dimension = levels * levels * levels

  /// The end of the range of a* and b*, on both sides.
  private static let chroma: Float = 48

  /// The histogram of `image` as a unit vector `[512]`; index is `(L* × 8 + a*) × 8 + b*`.
  public static func describe(_ image: PixelBuffer) -> [Float] {
    var votes = [Double](repeating: 0, count: dimension)
    for (colour, count) in coarseCounts(image).enumerated() where count > 0 {
      vote(Double(count), for: middle(colour), in: &votes)
    }
    let total = max(1, votes.reduce(0, +))
    let roots = votes.map { Float(($0 / total).squareRoot()) }
    // The votes' shares are rounded, so their roots are scaled once more.
    return UnitLength.scaled(roots) ?? roots
  }

  // MARK: Colours in 5 bits a channel

  /// Bits of a channel that tell colours apart: the votes are spread over bins four times as wide.
  private static let bits = 5

  private static func coarseCounts(_ image: PixelBuffer) -> [Int] {
    var counts = [Int](repeating: 0, count: 1 << (3 * bits))
    image.pixels.withUnsafeBufferPointer { pixels in
      counts.withUnsafeMutableBufferPointer { counts in
        for pixel in stride(from: 0, to: pixels.count - 2, by: 3) {
          let red = Int(pixels[pixel] >> 3)
          let green = Int(pixels[pixel + 1] >> 3)
          let blue = Int(pixels[pixel + 2] >> 3)
          counts[red << (2 * bits) | green << bits | blue] += 1
        }
      }
    }
    return counts
  }

  /// The middle of a colour of 5 bits a channel.
  private static func middle(_ colour: Int) -> LabColour {
    let level = { (value: Int) in Float((value & (1 << bits - 1)) << 3) + 3.5 }
    return LabColour(red: level(colour >> (2 * bits)), green: level(colour >> bits), blue: level(colour))
  }

  // MARK: Votes

  /// Shares `votes` among the eight bins around a colour, as in trilinear interpolation.
  private static func vote(_ count: Double, for colour: LabColour, in votes: inout [Double]) {
    let lightness = place(colour.lightness / 100)
    let a = place((colour.a + chroma) / (2 * chroma))
    let b = place((colour.b + chroma) / (2 * chroma))
    for corner in 0..<8 {
      let (up, right, front) = (corner >> 2, corner >> 1 & 1, corner & 1)
      let bin = ((lightness.bin + up) * levels + a.bin + right) * levels + b.bin + front
      votes[bin] += count * lightness.shares[up] * a.shares[right] * b.shares[front]
    }
  }

  /// The bin whose centre is at or below `position`, 0…1 along its axis, and the shares of that and the next.
  private static func place(_ position: Float) -> (bin: Int, shares: SIMD2<Double>) {
    let centre = min(max(position * Float(levels) - 0.5, 0), Float(levels - 1))
    let bin = min(Int(centre), levels - 2)
    let upper = Double(centre) - Double(bin)
    return (bin, [1 - upper, upper])
  }
}
