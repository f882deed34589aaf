import Descriptors
import Imaging
import Lithoscope

/// Small pictures whose classes differ in colour, so that an evaluation has something to find.
enum ColouredRocks {
  /// A PNG of noise around one of a few colours.
  static func png(_ seed: Int, class label: Int, side: Int = 16) throws -> [UInt8] {
    let noise = Picture.pixels(seed, side: side).pixels
    let colours = [[200, 60, 40], [50, 160, 70], [60, 80, 190], [190, 180, 60]]
    let values = noise.enumerated().map { place, value in
      UInt8(min(255, max(0, colours[label % 4][place % 3] + Int(value) / 4 - 32)))
    }
    return try PixelBuffer(width: side, height: side, pixels: values).png()
  }

  /// Writes `count` pictures of each of some classes: `c0/rock-000.png`, ….
  static func write(to folder: TemporaryFolder, classes: Int = 3, count: Int = 8) throws {
    for label in 0..<classes {
      for number in 0..<count {
        try folder.write(
          png(label * 1000 + number, class: label), to: "c\(label)/rock\(label * 100 + number).png")
      }
    }
  }
}
