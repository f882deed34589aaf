import Imaging
import Testing

@Suite("Formats decoded without libvips")
struct SmallFormatTests {
  private func decode(_ bytes: [UInt8]) throws -> PixelBuffer {
    try ImageDecoder().decode(bytes, fitting: 448).pixels
  }

  @Test("Plain and raw Netpbm, comments, odd maxima, two-byte samples")
  func netpbm() throws {
    let bits = try decode(Array("P1\n# a comment\n3 2\n0101 1 0".utf8))
    #expect([0, 1, 2].map { bits[$0, 0].red } == [255, 0, 255])
    #expect([0, 1, 2].map { bits[$0, 1].red } == [0, 0, 255])
    let packed = try decode(Array("P4 9 1\n".utf8) + [0b1000_0000, 0b1000_0000])
    #expect((0..<9).map { packed[$0, 0].red } == [0, 255, 255, 255, 255, 255, 255, 255, 0])
    let plain = try decode(Array("P3 2 1 15\n15 0 5  1 2 3".utf8))
    #expect(plain[0, 0] == RGBColour(255, 0, 85) && plain[1, 0] == RGBColour(17, 34, 51))
    let grey = try decode(Array("P5 2 1 100\n".utf8) + [100, 50])
    #expect(grey[0, 0] == .white && grey[1, 0] == RGBColour(grey: 128))
    let deep = try decode(Array("P6 1 1 65535\n".utf8) + [255, 255, 0x80, 0x80, 0, 1])
    #expect(deep[0, 0] == RGBColour(255, 128, 0))
  }

  @Test(
    "Broken Netpbm headers are refused",
    arguments: [
      "P5 0 5 255\n", "P5 5 -1 255\n", "P5 5 5 0\n", "P5 5 5 70000\n", "P5 5", "P5 999999999 999999999 255\n",
      "P2 2 2 255\n1 2 3", "P2 2 2 255\n1 x 3 4", "P6 4 4 255\n123",
    ])
  func brokenNetpbm(text: String) {
    #expect(throws: ImageDecodingError.self) { try decode(Array(text.utf8)) }
  }

  private func bitmap(
    _ width: Int, _ height: Int, bits: Int, compression: Int = 0, middle: [UInt8] = [], rows: [UInt8]
  ) -> [UInt8] {
    let start = 54 + middle.count
    var out = Array("BM".utf8) + Bytes.little32(start + rows.count) + [0, 0, 0, 0] + Bytes.little32(start)
    out += Bytes.little32(40) + Bytes.little32(width) + Bytes.little32(height) + [1, 0]
    out += Bytes.little16(bits) + Bytes.little32(compression) + [UInt8](repeating: 0, count: 20)
    return out + middle + rows
  }

  @Test("Bitmaps of 24 bits, bottom-up and top-down")
  func trueColour() throws {
    let rows: [UInt8] = [3, 2, 1, 0, 6, 5, 4, 0]
    let up = try decode(bitmap(1, 2, bits: 24, rows: rows))
    #expect(up[0, 1] == RGBColour(1, 2, 3) && up[0, 0] == RGBColour(4, 5, 6))
    let down = try decode(bitmap(1, -2, bits: 24, rows: rows))
    #expect(down[0, 0] == RGBColour(1, 2, 3) && down[0, 1] == RGBColour(4, 5, 6))
  }

  @Test("Bitmaps with palettes and with masks")
  func palettesAndMasks() throws {
    let palette: [UInt8] = [30, 20, 10, 0, 60, 50, 40, 0] + [UInt8](repeating: 0, count: 56)
    let four = try decode(bitmap(3, 1, bits: 4, middle: palette, rows: [0x10, 0x10, 0, 0]))
    #expect(four[0, 0] == RGBColour(40, 50, 60) && four[1, 0] == RGBColour(10, 20, 30))
    let masks = Bytes.little32(0xF800) + Bytes.little32(0x07E0) + Bytes.little32(0x001F)
    let sixteen = try decode(bitmap(2, 1, bits: 16, compression: 3, middle: masks, rows: [0, 0xF8, 0xE0, 7]))
    #expect(sixteen[0, 0] == RGBColour(255, 0, 0) && sixteen[1, 0] == RGBColour(0, 255, 0))
  }

  @Test("Run-length encoded and cut-off bitmaps are refused")
  func refusedBitmaps() {
    let encoded = bitmap(4, 4, bits: 8, compression: 1, rows: [0, 1])
    #expect(throws: ImageDecodingError.unsupported(.bmp, kind: "a BMP with compressed rows")) {
      try decode(encoded)
    }
    #expect(throws: ImageDecodingError.truncated(.bmp)) {
      try decode(bitmap(40, 40, bits: 24, rows: [0, 0, 0, 0]))
    }
    #expect(throws: ImageDecodingError.self) { try decode(bitmap(40_000, 40_000, bits: 1, rows: [])) }
  }
}
