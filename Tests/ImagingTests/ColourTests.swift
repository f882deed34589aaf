import Imaging
import Testing

@Suite("Colours become sRGB")
struct ColourTests {
  private func decode(_ bytes: [UInt8]) throws -> PixelBuffer {
    try ImageDecoder().decode(bytes, fitting: 448).pixels
  }

  @Test("Transparency lies on white")
  func alpha() throws {
    let png = TestPNG(width: 3, height: 1, colourType: 6)
    let pixels = try decode(png.file { _ in [255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 128] })
    #expect(pixels[0, 0] == RGBColour(255, 0, 0))
    #expect(pixels[1, 0] == .white)
    #expect(pixels[2, 0].isClose(to: RGBColour(127, 127, 255), within: 1))
  }

  @Test("Grey with alpha, and 16 bits with alpha, lie on white too")
  func greyAlpha() throws {
    let grey = try decode(TestPNG(width: 2, height: 1, colourType: 4).file { _ in [90, 255, 90, 0] })
    #expect(grey[0, 0] == RGBColour(grey: 90))
    #expect(grey[1, 0] == .white)
    var deep = TestPNG(width: 2, height: 1, colourType: 6)
    deep.bitDepth = 16
    let row = [0x80, 0x80, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4, 5, 6, 0, 0].map { UInt8($0) }
    let pixels = try decode(deep.file { _ in row })
    #expect(pixels[0, 0] == RGBColour(128, 0, 0))
    #expect(pixels[1, 0] == .white)
  }

  @Test("A palette is looked up, at 8, 4, 2 and 1 bits", arguments: [8, 4, 2, 1])
  func palette(bits: Int) throws {
    var png = TestPNG(width: 2, height: 2, colourType: 3)
    png.bitDepth = bits
    png.extra = [("PLTE", [10, 20, 30, 200, 150, 100])]
    let row: [UInt8] = bits == 8 ? [0, 1] : [UInt8(1 << (8 - 2 * bits))]
    let pixels = try decode(png.file { _ in row })
    #expect(pixels[0, 1] == RGBColour(10, 20, 30))
    #expect(pixels[1, 0] == RGBColour(200, 150, 100))
  }

  @Test("16-bit grey is scaled, not cut, and a small range stays small")
  func deepGrey() throws {
    let values = [0, 257, 1000, 32896, 65535]
    let page = TestTIFF.Page(width: 5, height: 1, bits: 16, samples: values.flatMap { Bytes.little16($0) })
    let pixels = try decode(TestTIFF.file([page]))
    #expect((0..<5).map { Int(pixels[$0, 0].red) } == [0, 1, 4, 128, 255])
    #expect(pixels[3, 0] == RGBColour(grey: 128))
  }

  @Test("An interlaced PNG is the same picture")
  func interlaced() throws {
    let picture = Pictures.gradient(21, 13)
    var png = TestPNG(width: 21, height: 13)
    png.isInterlaced = true
    let file = png.file { y in Array(picture.pixels[(y * 63)..<(y * 63 + 63)]) }
    #expect(try decode(file) == picture)
  }

  @Test("CMYK JPEGs become RGB: paper white, full black black, cyan blue-green")
  func cmyk() throws {
    let inks: [[UInt8]] = [[255, 255, 255, 255], [255, 255, 255, 0], [0, 255, 255, 255]]
    let file = TestJPEG(width: 24, height: 8, channels: 4).file { x, _ in inks[x] }
    let pixels = try decode(file)
    #expect(pixels[4, 4].isClose(to: .white, within: 4))
    #expect(pixels[12, 4].isClose(to: .black, within: 60))
    let cyan = pixels[20, 4]
    #expect(cyan.red < 80 && cyan.green > 120 && cyan.blue > 180)
  }

  @Test("Grey JPEGs have three equal channels")
  func greyJPEG() throws {
    let pixels = try decode(
      TestJPEG(width: 16, height: 8, channels: 1).file { x, _ in [UInt8(40 + 100 * x)] })
    #expect(pixels[3, 3] == RGBColour(grey: 40))
    #expect(pixels[12, 3] == RGBColour(grey: 140))
  }

  @Test("The first frame of an animation and the first page of a document are taken")
  func firstOfMany() throws {
    let gif = TestGIF(width: 4, height: 4, palette: [(250, 0, 0), (0, 250, 0)])
    let frames = [[UInt8](repeating: 0, count: 16), [UInt8](repeating: 1, count: 16)]
    let animation = try ImageDecoder().decode(gif.file(frames), fitting: 448)
    #expect(animation.pixels[1, 1] == RGBColour(250, 0, 0))
    #expect(animation.metadata.pages == 2)
    let pages = [60, 200].map { value in
      TestTIFF.Page(width: 4, height: 4, samples: [UInt8](repeating: UInt8(value), count: 16))
    }
    let document = try ImageDecoder().decode(TestTIFF.file(pages), fitting: 448)
    #expect(document.pixels[1, 1] == RGBColour(grey: 60))
    #expect(document.metadata.pages == 2)
  }

  @Test("A transparent GIF lies on white")
  func transparentGIF() throws {
    var gif = TestGIF(width: 2, height: 1, palette: [(250, 0, 0), (9, 9, 9)])
    gif.transparentIndex = 1
    let pixels = try decode(gif.file([[0, 1]]))
    #expect(pixels[0, 0] == RGBColour(250, 0, 0))
    #expect(pixels[1, 0] == .white)
  }

  @Test("Names do not matter: a PNG called .jpg is a PNG")
  func wrongNames() throws {
    let folder = ScratchFolder()
    let picture = Pictures.gradient(20, 20)
    let path = folder.write(try picture.png(), "marble.jpg")
    let decoded = try ImageDecoder().decode(path: path, fitting: 448)
    #expect(decoded.metadata.format == .png)
    #expect(decoded.pixels == picture)
  }
}
