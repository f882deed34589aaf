import Imaging
import Testing

@Suite("Damaged files")
struct FuzzTests {
  private struct Generator {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }

  private static func seeds() throws -> [[UInt8]] {
    let noise = Pictures.noise(40, 30)
    var interlaced = TestPNG(width: 12, height: 9, colourType: 6)
    interlaced.isInterlaced = true
    let exif: [(Int, TestExif.Value)] = [
      (0x0112, .short(6)), (0x8769, .directory([(0x829A, .fractions([(1, 9)]))])),
    ]
    return [
      try noise.png(), try noise.jpeg(), try noise.webp(), TestExif.inserted(exif, into: try noise.jpeg()),
      interlaced.file { _ in [UInt8](repeating: 99, count: 48) },
      TestJPEG(width: 24, height: 24, channels: 4).file { x, y in [UInt8(x * 40), UInt8(y * 40), 3, 200] },
      TestGIF(width: 9, height: 9, palette: [(1, 2, 3), (4, 5, 6)]).file([[UInt8](repeating: 1, count: 81)]),
      TestTIFF.file([.init(width: 9, height: 9, bits: 16, samples: [UInt8](repeating: 77, count: 162))]),
      Array("P6 40 30 255\n".utf8) + noise.pixels, Array("P2 3 1 9\n1 2 3".utf8),
    ]
  }

  private static func mutated(_ seed: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var bytes = seed
    if generator.below(5) == 0 { bytes.removeLast(generator.below(bytes.count)) }
    for _ in 0..<(1 + generator.below(8)) where !bytes.isEmpty {
      let place = generator.below(generator.below(2) == 0 ? bytes.count : min(bytes.count, 120))
      switch generator.below(4) {
      case 0: bytes[place] = 0xFF
      case 1: bytes[place] = 0
      case 2: bytes[place] ^= UInt8(1 << generator.below(8))
      default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + generator.below(9)))
      }
    }
    return bytes
  }

  @Test("Six hundred damaged files give an image within bounds or a reason, never a crash")
  func survives() throws {
    let seeds = try Self.seeds()
    var generator = Generator(state: 20_240_531)
    var refused = 0
    for round in 0..<600 {
      let bytes = Self.mutated(seeds[round % seeds.count], &generator)
      do {
        let decoded = try ImageDecoder().decode(bytes, fitting: 32)
        #expect(max(decoded.pixels.width, decoded.pixels.height) <= 32)
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
      if let pixels = try? KerasDecoder().decode(bytes, width: 8, height: 8) {
        #expect(pixels.width == 8 && pixels.height == 8)
      }
    }
    #expect(refused > 100)
  }
}
