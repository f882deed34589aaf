import Glibc

/// Colours for numbers from 0 to 1, dark violet over green to light yellow.
///
/// Lightness rises evenly in Oklab (Björn Ottosson, 2020), so equal steps of the number look like equal steps
/// of colour, the order is plain to readers who do not tell red from green, and it survives a grey printer.
/// Hue turns evenly, and chroma is as much as fits into sRGB along a smooth curve.
public enum PerceptualColourMap {
  /// The colours of 0, 1/255 … 1.
  public static let colours: [RGBColour] = (0...255).map { colour(at: Double($0) / 255) }

  /// The colour of a value; values outside 0–1 take the colour of the nearer end, and so does NaN of 0.
  public static func colour(of value: Float) -> RGBColour {
    colours[value > 0 ? Int(min(1, value) * 255 + 0.5) : 0]
  }

  private static let lightness = (0.20, 0.93)
  private static let hue = (305.0, 100.0)

  /// Chroma of the dark half, just inside what sRGB shows of blue and teal there, and how much it gains
  /// towards yellow. A curve, not the most that fits: a kink in it would look like a step in the data.
  private static let chroma = (base: 0.088, gain: 0.052)

  private static func colour(at position: Double) -> RGBColour {
    let l = lightness.0 + (lightness.1 - lightness.0) * position
    let angle = (hue.0 + (hue.1 - hue.0) * position) * .pi / 180
    let light = max(0, 2 * position - 1)
    let c = chroma.base + chroma.gain * light * light
    let levels = linear(l, c, angle).map { UInt8((SRGB.encoded(Float(min(1, max(0, $0)))) * 255).rounded()) }
    return RGBColour(levels[0], levels[1], levels[2])
  }

  /// Oklab in polar form to linear sRGB, with Ottosson's matrices.
  private static func linear(_ lightness: Double, _ chroma: Double, _ hue: Double) -> [Double] {
    let a = chroma * cos(hue)
    let b = chroma * sin(hue)
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
  }
}
