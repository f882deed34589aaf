import Imaging
import Testing

@Suite("Images stand upright")
struct UprightTests {
  /// How a camera that means `picture` stores it under each orientation, by EXIF's definition: where the
  /// stored row 0 and column 0 lie in the upright picture.
  private static func stored(_ picture: PixelBuffer, _ orientation: Int) -> PixelBuffer {
    let (w, h) = (picture.width, picture.height)
    let swaps = orientation >= 5
    var out = PixelBuffer(width: swaps ? h : w, height: swaps ? w : h, filledWith: .black)
    for y in 0..<out.height {
      for x in 0..<out.width {
        out[x, y] =
          switch orientation {
          case 1: picture[x, y]
          case 2: picture[w - 1 - x, y]
          case 3: picture[w - 1 - x, h - 1 - y]
          case 4: picture[x, h - 1 - y]
          case 5: picture[y, x]
          case 6: picture[w - 1 - y, x]
          case 7: picture[w - 1 - y, h - 1 - x]
          default: picture[y, h - 1 - x]
          }
      }
    }
    return out
  }

  @Test("All eight EXIF orientations give the same picture", arguments: 1...8)
  func orientations(orientation: Int) throws {
    let picture = Pictures.corners(96, 64)
    let jpeg = try Self.stored(picture, orientation).jpeg(quality: 95)
    let file = TestExif.inserted([(0x0112, .short(orientation))], into: jpeg)
    let decoded = try ImageDecoder().decode(file, fitting: 96)
    #expect(decoded.metadata.orientation == orientation)
    #expect(decoded.metadata.width == 96)
    #expect(decoded.metadata.height == 64)
    #expect(decoded.pixels.width == 96)
    #expect(decoded.pixels.height == 64)
    for (x, y) in [(10, 10), (85, 10), (10, 55), (85, 55)] {
      #expect(decoded.pixels[x, y].isClose(to: picture[x, y], within: 12))
    }
  }

  @Test("Keras' loader does not turn images")
  func keras() throws {
    let picture = Pictures.corners(96, 64)
    let file = TestExif.inserted([(0x0112, .short(6))], into: try picture.jpeg(quality: 95))
    let pixels = try KerasDecoder().decode(file, width: 96, height: 64)
    #expect(pixels[10, 10].isClose(to: RGBColour(255, 0, 0), within: 12))
  }

  @Test("An orientation that does not exist is 1")
  func nonsense() throws {
    let file = TestExif.inserted([(0x0112, .short(77))], into: try Pictures.corners(32, 32).jpeg())
    #expect(try ImageDecoder().decode(file, fitting: 32).metadata.orientation == 1)
  }
}
