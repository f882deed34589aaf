import Imaging
import Testing

@Suite("Decoded sizes")
struct SizeTests {
  private let decoder = ImageDecoder()

  @Test(
    "The longest side fits, the aspect is kept, nothing grows",
    arguments: [
      (1, 1, 448, 1, 1), (1, 5000, 448, 1, 448), (5000, 1, 448, 448, 1), (300, 200, 448, 300, 200),
      (449, 100, 448, 448, 100), (900, 600, 300, 300, 200), (640, 480, 1, 1, 1),
    ])
  func fits(width: Int, height: Int, side: Int, expectedWidth: Int, expectedHeight: Int) throws {
    let picture = PixelBuffer(width: width, height: height, filledWith: RGBColour(200, 100, 50))
    for bytes in [try picture.png(), try picture.jpeg()] {
      let decoded = try decoder.decode(bytes, fitting: side)
      #expect(decoded.pixels.width == expectedWidth)
      #expect(decoded.pixels.height == expectedHeight)
      #expect(decoded.metadata.width == width)
      #expect(decoded.metadata.height == height)
      #expect(decoded.pixels[0, 0].isClose(to: RGBColour(200, 100, 50)))
    }
  }

  @Test("Reducing while decoding a JPEG looks like reducing afterwards", arguments: [150, 300, 599])
  func shrinkOnLoad(side: Int) throws {
    let picture = Pictures.gradient(1200, 800)
    let jpeg = try picture.jpeg(quality: 95)
    let reduced = try decoder.decode(jpeg, fitting: side).pixels
    let full = try decoder.decode(jpeg, fitting: 1200).pixels
    let reference = full.resized(toWidth: reduced.width, height: reduced.height)
    let worst = zip(reduced.pixels, reference.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst <= 6)
  }

  @Test("A file on disk decodes like its bytes")
  func fromDisk() throws {
    let folder = ScratchFolder()
    let bytes = try Pictures.gradient(300, 200).png()
    let path = folder.write(bytes, "name with\nnewline and ünïcode.txt")
    #expect(try decoder.decode(path: path, fitting: 100) == decoder.decode(bytes, fitting: 100))
  }
}
