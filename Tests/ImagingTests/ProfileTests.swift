import CVips
import Testing

@testable import Imaging

@Suite("Colour profiles")
struct ProfileTests {
  /// A matrix profile from its colorants (XYZ relative to D50) and one gamma for all channels, or sRGB's curve.
  private static func profile(_ colorants: [[Double]], gamma: Double?) -> [UInt8] {
    func fixed(_ value: Double) -> [UInt8] { Bytes.big32(Int((value * 65536).rounded()) & 0xFFFF_FFFF) }
    let curve: [UInt8]
    if let gamma {
      curve = Array("curv".utf8) + Bytes.big32(0) + Bytes.big32(1) + Bytes.big16(Int(gamma * 256)) + [0, 0]
    } else {
      let parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
      curve = Array("para".utf8) + Bytes.big32(0) + Bytes.big16(3) + [0, 0] + parameters.flatMap(fixed)
    }
    let xyz = colorants.map { Array("XYZ ".utf8) + Bytes.big32(0) + $0.flatMap(fixed) }
    let start = 128 + 4 + 6 * 12
    var table = Bytes.big32(6)
    var data: [UInt8] = []
    for (name, body) in zip(["rXYZ", "gXYZ", "bXYZ"], xyz) {
      table += Array(name.utf8) + Bytes.big32(start + data.count) + Bytes.big32(body.count)
      data += body
    }
    for name in ["rTRC", "gTRC", "bTRC"] {
      table += Array(name.utf8) + Bytes.big32(start + data.count) + Bytes.big32(curve.count)
    }
    data += curve
    var header = [UInt8](repeating: 0, count: 128)
    header.replaceSubrange(0..<4, with: Bytes.big32(start + data.count))
    header.replaceSubrange(8..<12, with: [4, 0x30, 0, 0])
    header.replaceSubrange(12..<16, with: Array("mntr".utf8))
    header.replaceSubrange(16..<20, with: Array("RGB ".utf8))
    header.replaceSubrange(20..<24, with: Array("XYZ ".utf8))
    header.replaceSubrange(36..<40, with: Array("acsp".utf8))
    return header + table + data
  }

  private static let sRGB = [
    [0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.7141],
  ]
  private static let displayP3 = [
    [0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407],
  ]

  private static func jpeg(with profile: [UInt8]) -> [UInt8] {
    let body = Array("ICC_PROFILE\0".utf8) + [1, 1] + profile
    var file = TestJPEG(width: 16, height: 8, channels: 3)
    file.segments = TestJPEG.segment(0xE2, body)
    return file.file { x, _ in x == 0 ? [200, 100, 50] : [128, 128, 128] }
  }

  @Test("sRGB in any wording is recognised and changes nothing")
  func sRGBIsIdentity() throws {
    let profile = try #require(MatrixProfile(Self.profile(Self.sRGB, gamma: nil)))
    #expect(profile.isSRGB)
    let pixels = try ImageDecoder().decode(Self.jpeg(with: Self.profile(Self.sRGB, gamma: nil)), fitting: 16)
      .pixels
    #expect(pixels[3, 3].isClose(to: RGBColour(200, 100, 50), within: 1))
  }

  @Test("Display P3 becomes more saturated sRGB, greys stay")
  func displayP3() throws {
    let profile = Self.profile(Self.displayP3, gamma: nil)
    let pixels = try ImageDecoder().decode(Self.jpeg(with: profile), fitting: 16).pixels
    // Worked out from the colorants above in double precision: (214.9, 92.6, 30.9).
    #expect(pixels[3, 3].isClose(to: RGBColour(215, 93, 31), within: 1))
    #expect(pixels[12, 3].isClose(to: RGBColour(grey: 128), within: 1))
  }

  @Test("Our conversion agrees with Little CMS")
  func agreesWithColourEngine() throws {
    let profile = Self.profile(Self.displayP3, gamma: 1.8)
    let picture = Pictures.gradient(32, 32)
    var ours = picture.pixels
    let matrix = try #require(MatrixProfile(profile))
    matrix.convertToSRGB(&ours)
    let theirs = try Raster.withWrapped(
      picture.pixels, width: 32, height: 32, channels: 3, profile: profile
    ) { raster throws(VipsFailure) in
      try raster.applying { cvips_embedded_profile_to_srgb($0) }.reader().allRows()
    }
    let worst = zip(ours, theirs).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= 2)
  }

  @Test("A broken profile is passed over", arguments: [0, 3, 60, 130, 180, 200])
  func broken(kept: Int) throws {
    let whole = Self.profile(Self.displayP3, gamma: nil)
    let broken = Array(whole.prefix(kept)) + [UInt8](repeating: 0xAB, count: 20)
    let pixels = try ImageDecoder().decode(Self.jpeg(with: broken), fitting: 16).pixels
    #expect(pixels.width == 16)
    #expect(pixels[12, 3].isClose(to: RGBColour(grey: 128), within: 6))
  }

  @Test("A profile in pieces is put together by their numbers")
  func pieces() throws {
    let profile = Self.profile(Self.displayP3, gamma: nil)
    let half = profile.count / 2
    let name = Array("ICC_PROFILE\0".utf8)
    var file = TestJPEG(width: 16, height: 8, channels: 3)
    file.segments =
      TestJPEG.segment(0xE2, name + [2, 2] + profile[half...])
      + TestJPEG.segment(0xE2, name + [1, 2] + profile[..<half])
    let bytes = file.file { _, _ in [200, 100, 50] }
    let structure = try #require(JPEGStructure(bytes[...]))
    #expect(structure.profile(in: bytes[...]) == profile)
  }
}
