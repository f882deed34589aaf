import Imaging
import Testing

@testable import Descriptors

@Suite struct ThumbnailTests {
  private func cosine(_ one: PixelBuffer, _ other: PixelBuffer) -> Float {
    zip(Thumbnail.describe(one), Thumbnail.describe(other)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Blocks of random brightness, lit more and more from one side.
  private func rock(_ seed: Int, side: Int = 96, light: Double = 0) -> PixelBuffer {
    var values: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        let block = (y * 8 / side) * 8 + x * 8 / side
        let noise = (block &* 2_654_435_761 &+ seed &* 40_503) >> 7 & 127
        let value = Double(noise) + 60 + light * (Double(x) / Double(side) - 0.5)
        for _ in 0..<3 { values.append(UInt8(min(255, max(0, value)))) }
      }
    }
    return PixelBuffer(width: side, height: side, pixels: values)
  }

  @Test func isAUnitVectorEvenOfNothing() {
    for pixels in [rock(1), PixelBuffer(width: 1, height: 1, pixels: [128, 128, 128]), rock(2, side: 5)] {
      let vector = Thumbnail.describe(pixels)
      #expect(vector.count == Thumbnail.dimension)
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }
  }

  @Test func survivesResizingAndLightFromOneSide() {
    #expect(cosine(rock(3), rock(3).resized(toWidth: 40, height: 40)) > Thumbnail.duplicateThreshold)
    #expect(cosine(rock(3), rock(3, light: 40)) > Thumbnail.duplicateThreshold)
  }

  @Test func tellsPicturesApartThatShareTheirLight() {
    #expect(cosine(rock(3, light: 100), rock(4, light: 100)) < 0.8)
  }
}
