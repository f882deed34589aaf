import Testing

@testable import Descriptors

/// The rule by which an image gets its size for the network.
@Suite struct InputSizeTests {
  @Test(
    "auto: the aspect stays, the area is that of 224×224, small images are enlarged four times at most",
    arguments: [
      // Photographs of usual aspects.
      (4000, 3000, 256, 192), (3000, 4000, 192, 256), (3000, 2000, 272, 176), (1000, 1000, 224, 224),
      (1920, 1080, 304, 176),
      // Small ones: 4 × 28 = 112; the last that are enlarged to less, and the first that are not.
      (28, 28, 112, 112), (53, 53, 208, 208), (56, 56, 224, 224), (60, 60, 224, 224), (20, 45, 80, 176),
      // The least: S = 64.
      (1, 1, 64, 64), (16, 16, 64, 64), (17, 17, 64, 64), (18, 18, 80, 80), (8, 2, 112, 32),
      // Squeezed to 3:1.
      (3000, 1000, 384, 128), (9000, 1000, 384, 128), (1, 100_000, 128, 384), (100_000, 1, 384, 128),
      (40, 1, 112, 32),
    ])
  func automatic(width: Int, height: Int, columns: Int, rows: Int) {
    let size = InputSize.automatic.size(forWidth: width, height: height)
    #expect(size == NetworkSize(width: columns, height: rows))
  }

  @Test(
    "Sides are multiples of 16 and at least 32, turned images get turned sizes",
    arguments: [32, 64, 240, 1024])
  func sides(side: Int) {
    for width in [1, 2, 7, 30, 59, 60, 61, 100, 447, 1000, 12_345] {
      for height in [1, 3, 28, 64, 333, 2048, 50_000] {
        let rule = InputSize.side(side)
        let size = rule.size(forWidth: width, height: height)
        #expect(size.width % 16 == 0 && size.height % 16 == 0)
        #expect(min(size.width, size.height) >= 32 && max(size.width, size.height) <= 1776)
        let turned = rule.size(forWidth: height, height: width)
        #expect(turned == NetworkSize(width: size.height, height: size.width))
        // Within what rounding both sides by 8 pixels may do.
        let area = Double(size.area).squareRoot() / Double(side)
        #expect(side < 64 || abs(area - 1) < 0.15, "\(width)×\(height): \(size)")
      }
    }
  }

  @Test("A given side goes for small images too, square for all")
  func given() {
    #expect(InputSize.side(512).size(forWidth: 28, height: 28) == NetworkSize(width: 512, height: 512))
    #expect(InputSize.side(32).size(forWidth: 4000, height: 4000) == NetworkSize(width: 32, height: 32))
    #expect(InputSize.square.size(forWidth: 5000, height: 3) == .square)
  }

  @Test("Names read back", arguments: [InputSize.automatic, .square, .side(32), .side(320), .side(1024)])
  func names(size: InputSize) throws {
    #expect(try InputSize(named: size.name) == size)
  }

  @Test(
    "Other names are refused with those that there are",
    arguments: ["", "Auto", "31", "1025", "-64", "+64", "3e2", "224x224", "0x40", "99999999999999999999"])
  func refused(name: String) {
    let error = #expect(throws: InputSizeError.self) { try InputSize(named: name) }
    #expect(
      error?.description.hasSuffix("give auto, square, or a number of pixels from 32 to 1024, such as 320.")
        == true)
  }
}
