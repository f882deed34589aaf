import Imaging
import Testing

@testable import Descriptors

/// The numbers that reach the network, against hand-computed ones.
@Suite struct PreprocessingTests {
  /// Two pixels side by side: orange-like and blue-like.
  private let image = PixelBuffer(width: 2, height: 1, pixels: [250, 130, 10, 5, 60, 200])

  private func filled(_ way: Preprocessing, _ image: PixelBuffer) -> [Float] {
    var values = [Float](repeating: .nan, count: image.pixels.count)
    values.withUnsafeMutableBufferPointer { way.fill($0, from: image) }
    return values
  }

  @Test(
    "Caffe's way: planes of blue, green, red, less the means of ImageNet",
    arguments: [Preprocessing.standard, .keras])
  func caffe(way: Preprocessing) {
    let expected: [Float] = [
      10 - 103.939, 200 - 103.939,  // blue
      130 - 116.779, 60 - 116.779,  // green
      250 - 123.68, 5 - 123.68,  // red
    ]
    #expect(filled(way, image) == expected)
  }

  @Test("The raw way: planes of red, green, blue as they are")
  func raw() {
    #expect(filled(.kerasRaw, image) == [250, 5, 130, 60, 10, 200])
  }

  @Test("Rows follow each other within a plane")
  func rows() {
    let tall = PixelBuffer(width: 1, height: 3, pixels: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(filled(.kerasRaw, tall) == [1, 4, 7, 2, 5, 8, 3, 6, 9])
  }

  @Test("Names are what collections keep")
  func stamps() {
    #expect(Preprocessing.allCases.map(\.rawValue) == ["default", "keras", "keras-raw"])
    #expect(Preprocessing.pixelStamp == "pixels-448/1")
  }
}
