import Imaging
import Testing

@testable import Descriptors

@Suite struct ImagePreparerTests {
  private func picture(_ width: Int, _ height: Int) -> PixelBuffer {
    let pixels = (0..<3 * width * height).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    return PixelBuffer(width: width, height: height, pixels: pixels)
  }

  @Test("Only what the descriptors ask for is made")
  func asAsked() throws {
    let png = try picture(30, 20).png()
    let pixels = try ImagePreparer([.rgbHistogram, .lbp], preprocessing: .standard).prepare(png)
    #expect(pixels.networkInput == nil)
    #expect(Set(pixels.pixelVectors.keys) == [.rgbHistogram, .lbp])
    let deep = try ImagePreparer([.vgg16Block4], preprocessing: .standard).prepare(png)
    #expect(deep.pixelVectors.isEmpty)
    #expect(deep.networkInput?.width == 224 && deep.networkInput?.height == 224)
    #expect(deep.metadata.width == 30 && deep.metadata.height == 20)
  }

  @Test(
    "Keras' way takes the nearest of the original pixels, however large the image",
    arguments: [Preprocessing.keras, .kerasRaw])
  func nearest(way: Preprocessing) throws {
    let image = picture(448, 672)
    let input = try #require(
      try ImagePreparer([.vgg16Block4], preprocessing: way).prepare(image.png()).networkInput)
    // The middle of each target pixel: (i + 0.5) × 2 and (i + 0.5) × 3, rounded down.
    for y in stride(from: 0, to: 224, by: 13) {
      for x in stride(from: 0, to: 224, by: 7) { #expect(input[x, y] == image[2 * x + 1, 3 * y + 1]) }
    }
  }

  @Test(
    "A picture of the network's own size is taken as it is, by every preprocessing",
    arguments: Preprocessing.allCases)
  func ownSize(way: Preprocessing) throws {
    let image = picture(224, 224)
    #expect(try ImagePreparer([.vgg16Block5], preprocessing: way).prepare(image.png()).networkInput == image)
  }

  @Test("Colour and texture do not depend on what else is computed, nor on the network's input")
  func independent() throws {
    let png = try picture(600, 500).png()
    let alone = try ImagePreparer([.lbp], preprocessing: .standard).prepare(png).pixelVectors[.lbp]
    let beside = try ImagePreparer([.vgg16Block4, .rgbHistogram, .lbp], preprocessing: .keras).prepare(png)
    #expect(alone != nil)
    #expect(beside.pixelVectors[.lbp] == alone)
  }

  @Test("What is no image, and what is above the limit, is refused")
  func refused() throws {
    let preparer = ImagePreparer(
      [.lbp], preprocessing: .standard, limits: DecodingLimits(maxPixels: 100))
    #expect(throws: ImageDecodingError.self) { try preparer.prepare([1, 2, 3]) }
    #expect(throws: ImageDecodingError.tooManyPixels(width: 20, height: 20, limit: 100)) {
      try preparer.prepare(try picture(20, 20).png())
    }
    #expect(throws: ImageDecodingError.self) { try preparer.prepare(path: "/nowhere") }
  }
}
