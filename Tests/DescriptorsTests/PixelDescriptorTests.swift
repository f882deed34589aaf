import Imaging
import Testing

@testable import Descriptors

@Suite struct PixelDescriptorTests {
  @Test("A picture of one colour falls into one bin of the histogram")
  func oneColour() throws {
    // Levels are steps of 32: red 200 → 6, green 100 → 3, blue 50 → 1.
    let image = PixelBuffer(width: 5, height: 4, filledWith: RGBColour(200, 100, 50))
    let histogram = RGBHistogram.describe(image)
    #expect(histogram.count == 512)
    let bin = (6 * 8 + 3) * 8 + 1
    #expect(histogram[bin] == 1)
    #expect(histogram.filter { $0 != 0 }.count == 1)
  }

  @Test("Half of the pixels weigh the square root of a half")
  func squareRoots() throws {
    let image = PixelBuffer(width: 2, height: 1, pixels: [0, 0, 0, 255, 255, 255])
    let histogram = RGBHistogram.describe(image)
    #expect(abs(histogram[0] - Float(0.5).squareRoot()) < 1e-6)
    #expect(abs(histogram[511] - Float(0.5).squareRoot()) < 1e-6)
  }

  @Test("A flat picture has only the pattern of equal neighbours")
  func flatTexture() {
    let image = PixelBuffer(width: 3, height: 7, filledWith: RGBColour(grey: 9))
    let patterns = LocalBinaryPattern.describe(image)
    #expect(patterns.count == 256)
    #expect(patterns[255] == 1)
  }

  @Test("A bright pixel on black sets the bit of the neighbour that sees it")
  func brightPixel() {
    var pixels = [UInt8](repeating: 0, count: 3 * 9)
    pixels.replaceSubrange(12..<15, with: [255, 255, 255])
    let patterns = LocalBinaryPattern.describe(PixelBuffer(width: 3, height: 3, pixels: pixels))
    // The bright centre sees only darker neighbours; the eight others see nothing darker than themselves.
    #expect(abs(patterns[0] - Float(1.0 / 9).squareRoot()) < 1e-6)
    #expect(abs(patterns[255] - Float(8.0 / 9).squareRoot()) < 1e-6)
  }

  @Test("Both are unit vectors for pictures of any size", arguments: [(1, 1), (1, 50), (64, 3)])
  func unitLength(width: Int, height: Int) {
    let pixels = (0..<3 * width * height).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let image = PixelBuffer(width: width, height: height, pixels: pixels)
    for vector in [RGBHistogram.describe(image), LocalBinaryPattern.describe(image)] {
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
  }
}
