import Imaging
import Testing

@testable import Descriptors

@Suite("The histogram of perceived colours")
struct LabHistogramTests {
  private func flat(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> [Float] {
    LabHistogram.describe(
      PixelBuffer(width: 3, height: 2, filledWith: RGBColour(red, green, blue)))
  }

  private func cosine(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  @Test("Every vector has length one, also of colours beyond the bins")
  func unitLength() {
    for vector in [flat(0, 0, 0), flat(255, 255, 255), flat(0, 0, 255), flat(255, 0, 0), flat(120, 110, 90)] {
      #expect(vector.count == LabHistogram.dimension)
      #expect(abs(cosine(vector, vector) - 1) < 1e-5)
    }
  }

  @Test("A vote is shared among the bins around a colour, the nearer the more")
  func votes() {
    // L* 53.6 of grey 128 lies between the centres 43.75 and 56.25 of bins 3 and 4; a* and b* between 3 and 4.
    let grey = flat(128, 128, 128)
    let bins = grey.indices.filter { grey[$0] > 0 }
    #expect(
      bins.allSatisfy {
        (3...4).contains($0 / 64) && (3...4).contains($0 / 8 % 8) && (3...4).contains($0 % 8)
      })
    #expect(bins.count == 8)
    let share = { (lightness: Int) in
      bins.filter { $0 / 64 == lightness }.reduce(0) { $0 + grey[$1] * grey[$1] }
    }
    #expect(share(4) > 0.7)
    #expect(abs(share(3) + share(4) - 1) < 1e-5)
  }

  @Test("Colours that look alike are near, others are not")
  func likeness() {
    let brown = flat(120, 100, 80)
    #expect(cosine(brown, flat(124, 103, 82)) > 0.95)
    #expect(cosine(brown, flat(80, 100, 120)) < 0.3)
    #expect(cosine(brown, flat(200, 190, 180)) < 0.3)
  }
}
