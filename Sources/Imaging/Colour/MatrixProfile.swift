/// An ICC profile of the kind cameras, phones and screens use: a tone curve for each channel and a matrix
/// (ICC.1:2022, 8.4.3). Converting with it needs no colour engine and costs a few operations a pixel.
struct MatrixProfile {
  private static let headerBytes = 128
  private static let mostTags = 128

  private let curves: [ToneCurve]

  /// From linear RGB of the profile to linear sRGB, by rows.
  private let rows: [SIMD3<Float>]

  /// Nil when the profile is of another kind, is broken, or holds tables that a colour engine would prefer.
  init?(_ profile: [UInt8]) {
    let reader = EndianBytes(bytes: profile[...], isBigEndian: true)
    guard reader.long(at: 36) == FourCharacters.code("acsp"),
      reader.long(at: 16) == FourCharacters.code("RGB "),
      reader.long(at: 20) == FourCharacters.code("XYZ "),
      let count = reader.long(at: Self.headerBytes), count <= Self.mostTags
    else { return nil }
    var tags: [Int: Int] = [:]
    for i in 0..<count {
      let entry = Self.headerBytes + 4 + 12 * i
      guard let name = reader.long(at: entry), let offset = reader.long(at: entry + 4) else { return nil }
      tags[name] = offset
    }
    guard tags[FourCharacters.code("A2B0")] == nil, tags[FourCharacters.code("A2B1")] == nil else {
      return nil
    }

    var curves: [ToneCurve] = []
    var colorants: [SIMD3<Float>] = []
    for (curve, colorant) in [("rTRC", "rXYZ"), ("gTRC", "gXYZ"), ("bTRC", "bXYZ")]
      as [(StaticString, StaticString)]
    {
      guard let curveOffset = tags[FourCharacters.code(curve)],
        let tone = ToneCurve(reader, at: curveOffset),
        let offset = tags[FourCharacters.code(colorant)],
        let x = reader.fixedPoint(at: offset + 8), let y = reader.fixedPoint(at: offset + 12),
        let z = reader.fixedPoint(at: offset + 16)
      else { return nil }
      curves.append(tone)
      colorants.append([x, y, z])
    }
    self.curves = curves
    rows = SRGB.fromXYZD50.map { row in
      SIMD3((row * colorants[0]).sum(), (row * colorants[1]).sum(), (row * colorants[2]).sum())
    }
  }

  /// Whether converting would change no 8-bit value by more than one level, as for the many ways to write
  /// sRGB itself.
  var isSRGB: Bool {
    let tolerance: Float = 0.004
    let identity: [SIMD3<Float>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for (row, unit) in zip(rows, identity) {
      let difference = row - unit
      if max(difference.max(), -difference.min()) > tolerance { return false }
    }
    return curves.allSatisfy { curve in
      (0...255).allSatisfy { level in
        let x = Float(level) / 255
        return abs(SRGB.encoded(curve.linear(x)) - x) < tolerance
      }
    }
  }

  /// Converts interleaved 8-bit RGB in place; colours outside sRGB are clipped.
  func convertToSRGB(_ pixels: inout [UInt8]) {
    let scale = Float(SRGB.steps - 1)
    let tables = curves.map { curve in (0...255).map { curve.linear(Float($0) / 255) * scale } }
    let (r0, r1, r2) = (columns(0), columns(1), columns(2))
    pixels.withUnsafeMutableBufferPointer { pixel in
      tables[0].withUnsafeBufferPointer { red in
        tables[1].withUnsafeBufferPointer { green in
          tables[2].withUnsafeBufferPointer { blue in
            SRGB.eightBit.withUnsafeBufferPointer { encoded in
              for i in stride(from: 0, to: pixel.count - 2, by: 3) {
                var light = r0 * red[Int(pixel[i])]
                light += r1 * green[Int(pixel[i + 1])]
                light += r2 * blue[Int(pixel[i + 2])]
                pixel[i] = encoded[Self.step(light.x, below: scale)]
                pixel[i + 1] = encoded[Self.step(light.y, below: scale)]
                pixel[i + 2] = encoded[Self.step(light.z, below: scale)]
              }
            }
          }
        }
      }
    }
  }

  /// The nearest step from 0 to `limit`: adding 2²³ leaves the rounded number in a float's lowest bits.
  @inline(__always)
  private static func step(_ light: Float, below limit: Float) -> Int {
    Int((max(0, min(limit, light)) + 8_388_608).bitPattern & 0xFFFF)
  }

  private func columns(_ index: Int) -> SIMD4<Float> {
    SIMD4(rows[0][index], rows[1][index], rows[2][index], 0)
  }
}
