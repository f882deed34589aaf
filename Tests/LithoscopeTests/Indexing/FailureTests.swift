import Glibc
import Imaging
import Testing

@testable import Lithoscope

@Suite struct FailureTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...3 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
  }

  @Test("A bad file is listed with its reason, and the others are indexed")
  func badFiles() throws {
    try folder.write([], to: "empty.jpg")
    try folder.write(Array("This is a text.".utf8), to: "text.jpg")
    try folder.write(Array(try Picture.pixels(9, side: 64).jpeg().prefix(400)), to: "cut.jpg")
    try folder.link("nowhere.png", to: "gone.png")
    let report = try collection.index(.colours)
    #expect(report.counts == [3, 0, 0, 0, 4])
    #expect(report.failed.map(\.path) == ["cut.jpg", "empty.jpg", "nowhere.png", "text.jpg"])
    let reasons = report.failed.map(\.reason)
    #expect(reasons[0].contains("cut short"))
    #expect(reasons[1].contains("0 bytes"))
    #expect(reasons[2].contains("nowhere"))
    #expect(reasons[3].contains("not an image"))
    #expect(reasons.allSatisfy { $0.hasSuffix(".") && !$0.contains("\n") })
    #expect(try collection.status().failures == report.failed)
    #expect(try collection.search("1.png").matches.map(\.path).sorted() == ["2.png", "3.png"])
  }

  @Test("A file that neither is an image nor claims to be one is passed over")
  func foreign() throws {
    try folder.write(Array("notes".utf8), to: "notes.txt")
    try folder.write([], to: "empty")
    try folder.write([0x4D, 0x5A, 0, 1], to: "program.exe")
    #expect(try collection.index(.colours).counts == [3, 0, 0, 0, 0])
    #expect(try collection.status().failures.isEmpty)
  }

  @Test("A file that turns into garbage leaves the results and is counted as removed")
  func turnedBad() throws {
    try collection.index(.colours)
    try folder.write(Array("garbage".utf8), to: "2.png")
    let report = try collection.index()
    #expect(report.counts == [0, 0, 1, 2, 1])
    #expect(try collection.search("1.png").matches.map(\.path) == ["3.png"])
    #expect(try collection.status().images == 2)
  }

  @Test("An image that turns into a text with a text's name is removed without a word")
  func turnedForeign() throws {
    try folder.write(try Picture.png(4), to: "4")
    try collection.index(.colours)
    try folder.write(Array("garbage".utf8), to: "4")
    #expect(try collection.index().counts == [0, 0, 1, 3, 0])
    #expect(try collection.status().images == 3)
  }

  @Test("An image that a pipe, a dead link or a folder has replaced is removed")
  func replaced() throws {
    for seed in 4...6 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    try collection.index(.colours)
    for seed in 4...6 { try folder.remove("\(seed).png") }
    try #require(mkfifo(folder.at("4.png"), 0o644) == 0)
    try folder.link("5.png", to: "5.png")
    try folder.makeFolder("6.png")
    let report = try collection.index()
    #expect(report.counts == [0, 0, 3, 3, 2])
    #expect(try collection.status().images == 3)
  }

  @Test("A file that is mended is no failure any more")
  func mended() throws {
    try folder.write(Array("garbage".utf8), to: "4.png")
    #expect(try collection.index(.colours).counts == [3, 0, 0, 0, 1])
    #expect(try collection.index().counts == [0, 0, 0, 3, 1])
    try folder.write(try Picture.png(4), to: "4.png")
    #expect(try collection.index().counts == [1, 0, 0, 3, 0])
    #expect(try collection.status().failures.isEmpty)
  }

  @Test("A bad file that is gone is no failure any more")
  func badFileGone() throws {
    try folder.write(Array("garbage".utf8), to: "4.png")
    try folder.link("5.png", to: "nowhere")
    try collection.index(.colours)
    try folder.remove("4.png")
    unlink(folder.at("5.png"))
    #expect(try collection.index().counts == [0, 0, 0, 3, 0])
    #expect(try collection.status().failures.isEmpty)
  }

  @Test("A file that may not be read is a failure with the system's reason", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    chmod(folder.at("2.png"), 0)
    defer { chmod(folder.at("2.png"), 0o644) }
    let report = try collection.index(.colours)
    #expect(report.counts == [2, 0, 0, 0, 1])
    #expect(report.failed.first?.reason.contains("Permission denied") == true)
  }

  @Test("An image above the limit is refused with both numbers")
  func tooLarge() throws {
    try folder.write(try Picture.png(4, side: 1200), to: "large.png")
    var options = IndexOptions.colours
    options.limits = DecodingLimits(maxPixels: 1_000_000)
    let report = try collection.index(options)
    #expect(report.counts == [3, 0, 0, 0, 1])
    #expect(report.failed.first?.reason.contains("1200×1200") == true)
  }

  @Test("Before and after every run the numbers add up")
  func sums() throws {
    var images = 0
    for round in 0..<4 {
      try folder.write(Array("garbage \(round)".utf8), to: "\(round).png")
      try folder.write(try Picture.png(round), to: "new \(round).png")
      let report = try collection.index(.colours)
      images += report.added - report.removed
      #expect(try collection.status().images == images)
    }
  }
}
