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
    let pixels = try ImagePreparer([.rgbHistogram, .lbp], input: .standard).prepare(png)
    #expect(pixels.networkInput == nil)
    #expect(Set(pixels.pixelVectors.keys) == [.rgbHistogram, .texture])
    let deep = try ImagePreparer([.vgg16Block4], input: .square).prepare(png)
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
      try ImagePreparer([.vgg16Block4], input: NetworkInput(square: way)).prepare(image.png()).networkInput)
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
    let preparer = ImagePreparer([.vgg16Block5], input: NetworkInput(square: way))
    #expect(try preparer.prepare(image.png()).networkInput == image)
  }

  @Test("Colour and texture do not depend on what else is computed, nor on the network's input")
  func independent() throws {
    let png = try picture(600, 500).png()
    let alone = try ImagePreparer([.lbp], input: .standard).prepare(png).pixelVectors[.texture]
    #expect(alone != nil)
    for input in [
      NetworkInput.standard, .square, NetworkInput(square: .keras), NetworkInput(size: .side(512)),
    ] {
      let beside = try ImagePreparer([.vgg16Block4, .fusion], input: input).prepare(png)
      #expect(beside.pixelVectors[.texture] == alone)
    }
  }

  @Test("The aspect stays, and pixels of the size that the rule names are handed on")
  func aspect() throws {
    let size = { (width: Int, height: Int, input: NetworkInput) in
      try ImagePreparer([.vgg16Block4], input: input).prepare(picture(width, height).png()).networkSize
    }
    #expect(try size(300, 200, .standard) == NetworkSize(width: 272, height: 176))
    #expect(try size(200, 300, .standard) == NetworkSize(width: 176, height: 272))
    #expect(try size(28, 28, .standard) == NetworkSize(width: 112, height: 112))
    #expect(try size(1, 1, .standard) == NetworkSize(width: 64, height: 64))
    #expect(try size(900, 9, .standard) == NetworkSize(width: 384, height: 128))
    #expect(try size(300, 200, NetworkInput(size: .side(64))) == NetworkSize(width: 80, height: 48))
    #expect(try size(300, 200, .square) == .square)
    #expect(try ImagePreparer([.lbp], input: .standard).prepare(picture(9, 9).png()).networkSize == nil)
  }

  @Test("A size above the working image's is made from more of the original's pixels")
  func large() throws {
    let image = picture(640, 640)
    let input = try ImagePreparer([.vgg16Block4], input: NetworkInput(size: .side(640)))
      .prepare(image.png()).networkInput
    #expect(input == image)
  }

  @Test("What is no image, and what is above the limit, is refused")
  func refused() throws {
    let preparer = ImagePreparer(
      [.lbp], input: .standard, limits: DecodingLimits(maxPixels: 100))
    #expect(throws: ImageDecodingError.self) { try preparer.prepare([1, 2, 3]) }
    #expect(throws: ImageDecodingError.tooManyPixels(width: 20, height: 20, limit: 100)) {
      try preparer.prepare(try picture(20, 20).png())
    }
    #expect(throws: ImageDecodingError.self) { try preparer.prepare(path: "/nowhere") }
  }
}
