import Descriptors
import Imaging
import Testing

@testable import Lithoscope

@Suite struct DuplicateSearchTests {
  /// Noise of two scales, so that a picture survives being made smaller.
  private func rock(_ seed: Int, side: Int = 160) -> PixelBuffer {
    Picture.pixels(seed, side: 10).resized(toWidth: side, height: side)
  }

  @Test func findsCopiesSavedAgainResizedAndCropped() throws {
    let folder = try TemporaryFolder()
    for seed in 0..<6 { try folder.write(rock(seed).png(), to: "a/\(seed).png") }
    try folder.write(rock(0).png(), to: "b/copy of 0.png")
    try folder.write(rock(1).jpeg(quality: 50), to: "b/1 saved again.jpg")
    try folder.write(rock(2).resized(toWidth: 90, height: 90).png(), to: "b/2 smaller.png")
    let whole = rock(3)
    var cropped: [UInt8] = []
    for y in 3..<160 {
      let row = 3 * 160 * y
      cropped += whole.pixels[(row + 9)..<(row + 480)]
    }
    try folder.write(PixelBuffer(width: 157, height: 157, pixels: cropped).png(), to: "b/3 cropped.png")
    let collection = try folder.collection()
    try collection.index(.colours)
    let report = try #require(try collection.duplicates())
    #expect(report.images == 10 && report.isComplete)
    #expect(report.exact == [["a/0.png", "b/copy of 0.png"]])
    #expect(
      report.near.map(\.paths) == [
        ["a/1.png", "b/1 saved again.jpg"], ["a/2.png", "b/2 smaller.png"], ["a/3.png", "b/3 cropped.png"],
      ])
    #expect(report.near.allSatisfy { $0.similarity >= Thumbnail.duplicateThreshold && $0.similarity <= 1 })
    #expect(try collection.duplicates(threshold: 1)?.near.isEmpty == true)
    #expect(throws: EvaluationProblem.badThreshold(2)) { try collection.duplicates(threshold: 2) }
  }

  @Test func plainPicturesOfDifferentColoursAreNotTheSame() throws {
    let folder = try TemporaryFolder()
    for (name, grey) in [("black", 0), ("grey", 128), ("grey again", 129), ("white", 255)] {
      let pixels = [UInt8](repeating: UInt8(grey), count: 3 * 32 * 32)
      try folder.write(PixelBuffer(width: 32, height: 32, pixels: pixels).png(), to: "a/\(name).png")
    }
    try folder.collection().index(.colours)
    let report = try #require(try folder.collection().duplicates())
    #expect(report.near.map(\.paths) == [["a/grey again.png", "a/grey.png"]])
  }
}
