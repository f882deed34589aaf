import Glibc

/// The transfer function and primaries of sRGB (IEC 61966-2-1).
enum SRGB {
  /// Light, 0–1, of an encoded value, 0–1.
  static func linear(_ encoded: Float) -> Float {
    encoded <= 0.04045 ? encoded / 12.92 : powf((encoded + 0.055) / 1.055, 2.4)
  }

  /// Encoded value, 0–1, of light, 0–1.
  static func encoded(_ linear: Float) -> Float {
    linear <= 0.003_130_8 ? linear * 12.92 : 1.055 * powf(linear, 1 / 2.4) - 0.055
  }

  /// From CIE XYZ relative to D50, as ICC profiles connect, to linear sRGB: the inverse of the colorants that
  /// the sRGB profile of the ICC gives, row by row.
  static let fromXYZD50: [SIMD3<Float>] = [
    [3.134_095_7, -1.617_400_4, -0.490_637_8],
    [-0.978_792_7, 1.916_294_9, 0.033_453_6],
    [0.071_971_1, -0.228_987_1, 1.405_380_2],
  ]

  /// Steps of ``eightBit``: at the dark end, where sRGB is steepest, one step is a fifth of a level.
  static let steps = 16_384

  /// The 8-bit value of light `i / (steps - 1)`.
  static let eightBit: [UInt8] = (0..<steps).map { step in
    UInt8((encoded(Float(step) / Float(steps - 1)) * 255).rounded())
  }
}
