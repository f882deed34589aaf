import Testing

@testable import Imaging

/// Expected values come from Pillow 13.0 (`Image.open(…).convert("RGB").resize(…, Image.NEAREST)`).
@Suite("Keras' loader is mirrored")
struct KerasTests {
  private func decode(_ bytes: [UInt8], _ width: Int, _ height: Int) throws -> [UInt8] {
    try KerasDecoder().decode(bytes, width: width, height: height).pixels
  }

  @Test("Nearest positions of small sizes")
  func positions() {
    #expect(NearestSampling.positions(from: 10, to: 4) == [1, 3, 6, 8])
    #expect(NearestSampling.positions(from: 7, to: 5) == [0, 2, 3, 4, 6])
    #expect(NearestSampling.positions(from: 3, to: 7) == [0, 0, 1, 1, 1, 2, 2])
    #expect(NearestSampling.positions(from: 5, to: 5) == [0, 1, 2, 3, 4])
    #expect(NearestSampling.positions(from: 1, to: 3) == [0, 0, 0])
  }

  @Test(
    "Where Pillow's running sum falls short of a whole number, so does ours",
    arguments: [(64, [0, 2, 4]), (128, [1, 5, 9]), (256, [3, 11, 19])])
  func runningSum(length: Int, expected: [Int]) {
    let positions = NearestSampling.positions(from: length, to: 224)
    #expect([3, 10, 17].map { positions[$0] } == expected)
  }

  @Test("RGB is sampled, alpha dropped rather than flattened")
  func alphaIsDropped() throws {
    let png = TestPNG(width: 4, height: 1, colourType: 6)
    let file = png.file { _ in [1, 2, 3, 0, 4, 5, 6, 255, 7, 8, 9, 0, 10, 11, 12, 128] }
    #expect(try decode(file, 2, 1) == [4, 5, 6, 10, 11, 12])
  }

  @Test("16-bit grey is clipped at 255, 16-bit colour loses its low byte")
  func deep() throws {
    let values = [0, 1, 255, 256, 1000, 65535]
    var grey = TestPNG(width: 6, height: 1, colourType: 0)
    grey.bitDepth = 16
    let pixels = try decode(grey.file { _ in values.flatMap { Bytes.big16($0) } }, 6, 1)
    #expect(stride(from: 0, to: 18, by: 3).map { pixels[$0] } == [0, 1, 255, 255, 255, 255])
    var colour = TestPNG(width: 1, height: 1, colourType: 2)
    colour.bitDepth = 16
    #expect(
      try decode(colour.file { _ in [0x12, 0xFF, 0x80, 0x00, 0xFF, 0xFF] }, 1, 1) == [0x12, 0x80, 0xFF])
  }

  @Test("Palette, grey with alpha and one bit")
  func otherModes() throws {
    var palette = TestPNG(width: 2, height: 1, colourType: 3)
    palette.extra = [("PLTE", [10, 20, 30, 40, 50, 60]), ("tRNS", [0, 255])]
    #expect(try decode(palette.file { _ in [0, 1] }, 2, 1) == [10, 20, 30, 40, 50, 60])
    let greyAlpha = TestPNG(width: 1, height: 1, colourType: 4)
    #expect(try decode(greyAlpha.file { _ in [77, 0] }, 1, 1) == [77, 77, 77])
    var bit = TestPNG(width: 2, height: 1, colourType: 0)
    bit.bitDepth = 1
    #expect(try decode(bit.file { _ in [0b0100_0000] }, 2, 1) == [0, 0, 0, 255, 255, 255])
  }

  @Test("CMYK by Pillow's formula, inverted as Adobe's JPEGs are")
  func cmyk() throws {
    let inks: [[UInt8]] = [
      [0, 0, 0, 0], [255, 255, 255, 255], [10, 200, 77, 30], [128, 1, 254, 127], [90, 90, 90, 200],
    ]
    let rgb: [UInt8] = [255, 255, 255, 0, 0, 0, 216, 49, 157, 64, 127, 1, 36, 36, 36]
    let file = TestJPEG(width: 40, height: 8, channels: 4).file { x, _ in inks[x].map { 255 - $0 } }
    #expect(try decode(file, 5, 1) == rgb)
    let page = TestTIFF.Page(width: 5, height: 1, channels: 4, photometric: 5, samples: inks.flatMap { $0 })
    #expect(try decode(TestTIFF.file([page]), 5, 1) == rgb)
  }

  @Test("Enlarging repeats pixels")
  func enlarges() throws {
    let png = TestPNG(width: 2, height: 2)
    let file = png.file { y in y == 0 ? [1, 1, 1, 2, 2, 2] : [3, 3, 3, 4, 4, 4] }
    let pixels = try KerasDecoder().decode(file, width: 4, height: 4)
    #expect(
      pixels
        == PixelBuffer(width: 2, height: 2, pixels: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]).magnified(by: 2))
  }

  @Test("A file cut behind the last row that is sampled is refused all the same")
  func cutShort() throws {
    let whole = try Pictures.noise(64, 64).png()
    #expect(throws: ImageDecodingError.truncated(.png)) {
      try KerasDecoder().decode(Array(whole.prefix(whole.count - 600)), width: 1, height: 1)
    }
  }
}
