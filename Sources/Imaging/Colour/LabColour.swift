import Glibc

/// A colour in CIE 1976 L*a*b* relative to D65, where equal distances look about equally far apart.
public struct LabColour: Sendable, Equatable {
  /// Lightness, 0 (black) to 100 (white).
  public let lightness: Float
  /// From green (negative) to red.
  public let a: Float
  /// From blue (negative) to yellow.
  public let b: Float

  /// The colour of sRGB values in 0…255 (IEC 61966-2-1; CIE 15:2004, 8.2.1).
  public init(red: Float, green: Float, blue: Float) {
    let (red, green, blue) = (SRGB.linear(red / 255), SRGB.linear(green / 255), SRGB.linear(blue / 255))
    // The sRGB primaries in XYZ, each row divided by the white's.
    let x = Self.root((0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47)
    let y = Self.root(0.212_672_9 * red + 0.715_152_2 * green + 0.072_175_0 * blue)
    let z = Self.root((0.019_333_9 * red + 0.119_192_0 * green + 0.950_304_1 * blue) / 1.088_83)
    lightness = 116 * y - 16
    a = 500 * (x - y)
    b = 200 * (y - z)
  }

  /// CIE's cube root with its straight end near black.
  private static func root(_ value: Float) -> Float {
    value > 0.008_856_45 ? cbrtf(value) : 7.787_037 * value + 16.0 / 116
  }
}
