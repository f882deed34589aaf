import Imaging
import Testing

@Suite("What the camera wrote")
struct ExifTests {
  private static let entries: [(Int, TestExif.Value)] = [
    (0x010F, .text("Leitz\u{1B}[31m\n")), (0x0110, .text("M 6")),
    (
      0x8769,
      .directory([
        (0x829A, .fractions([(1, 125)])), (0x829D, .fractions([(28, 10)])), (0x8827, .short(200)),
        (0x9003, .text("2024:05:31 12:34:56")), (0x9011, .text("+02:00")), (0x920A, .fractions([(50, 1)])),
        (0xA434, .text("Summicron")),
      ])
    ),
    (
      0x8825,
      .directory([
        (1, .text("S")), (2, .fractions([(33, 1), (52, 1), (480, 100)])), (3, .text("E")),
        (4, .fractions([(151, 1), (12, 1), (3600, 100)])), (6, .fractions([(585, 10)])),
      ])
    ),
  ]

  @Test("Date, camera, lens, exposure and place are read and cleaned")
  func values() throws {
    let file = TestExif.inserted(Self.entries, into: try Pictures.gradient(16, 16).jpeg())
    let metadata = try ImageDecoder().decode(file, fitting: 16).metadata
    #expect(metadata[.dateTaken] == "2024-05-31T12:34:56+02:00")
    #expect(metadata[.cameraMake] == "Leitz [31m")
    #expect(metadata[.cameraModel] == "M 6")
    #expect(metadata[.lens] == "Summicron")
    #expect(metadata[.exposureTime] == "1/125")
    #expect(metadata[.fNumber] == "2.8")
    #expect(metadata[.iso] == "200")
    #expect(metadata[.focalLength] == "50")
    #expect(metadata[.latitude] == "-33.868")
    #expect(metadata[.longitude] == "151.21")
    #expect(metadata[.altitude] == "58.5")
  }

  @Test("Nonsense is left out and long texts are bounded")
  func nonsense() throws {
    let entries: [(Int, TestExif.Value)] = [
      (0x010F, .text(String(repeating: "x", count: 5_000))), (0x0132, .text("0000:00:00 00:00:00")),
      (
        0x8825,
        .directory([(1, .text("N")), (2, .fractions([(99, 1)])), (3, .text("E")), (4, .fractions([(1, 0)]))])
      ),
    ]
    let file = TestExif.inserted(entries, into: try Pictures.gradient(16, 16).jpeg())
    let metadata = try ImageDecoder().decode(file, fitting: 16).metadata
    #expect(metadata[.cameraMake]?.count == 120)
    #expect(metadata[.dateTaken] == nil)
    #expect(metadata[.latitude] == nil)
    #expect(metadata[.longitude] == nil)
  }

  @Test("Any damage to the block leaves the image and loses at most values")
  func damaged() throws {
    let jpeg = try Pictures.gradient(16, 16).jpeg()
    let segment = TestExif.segment(Self.entries)
    for i in 10..<segment.count {
      var broken = segment
      broken[i] = 0xFF
      let decoded = try ImageDecoder().decode(jpeg[..<2] + broken + jpeg[2...], fitting: 16)
      #expect(decoded.pixels.width == 16)
    }
  }

  @Test("An image without EXIF has none")
  func none() throws {
    let metadata = try ImageDecoder().decode(Pictures.gradient(16, 16).png(), fitting: 16).metadata
    #expect(metadata.exif.isEmpty)
    #expect(metadata.orientation == 1)
    #expect(metadata.pages == 1)
  }
}
