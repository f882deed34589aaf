import Testing

@testable import Lithoscope

/// Files with the same bytes share one vector, whatever happens to their names.
@Suite struct SharedContentTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
  }

  private func rowCount() throws -> Int {
    try collection.openCatalog().read { try $0.descriptors().first?.rowCount ?? 0 }
  }

  /// Every image is found by its own bytes with similarity 1.
  private func expectAllFound(_ names: [String]) throws {
    for name in names {
      try folder.write(try folder.read(name), to: ".query")
      let matches = try collection.search(folder.at(".query"), count: names.count).matches
      #expect(matches.contains { $0.path == name && $0.similarityText == "1.0000" }, "\(name)")
    }
    #expect(try collection.status().images == names.count)
    #expect(try collection.index().counts == [0, 0, 0, names.count, 0])
  }

  @Test("Duplicates within one run share a row, and all of them are found")
  func duplicates() throws {
    for name in ["a.png", "b.png", "c/d.png"] { try folder.write(try Picture.png(1), to: name) }
    try folder.write(try Picture.png(2), to: "other.png")
    #expect(try collection.index(.colours).counts == [4, 0, 0, 0, 0])
    #expect(try rowCount() == 2)
    #expect(try collection.status().distinctContents == 2)
    let matches = try collection.search("b.png").matches
    #expect(matches.map(\.path) == ["a.png", "c/d.png", "other.png"])
    #expect(matches.prefix(2).allSatisfy { $0.similarityText == "1.0000" })
  }

  @Test("More duplicates than a batch holds share a row as well")
  func manyDuplicates() throws {
    for number in 0..<300 { try folder.write(try Picture.png(number % 3), to: "\(number).png") }
    #expect(try collection.index(.colours).counts == [300, 0, 0, 0, 0])
    #expect(try rowCount() == 3)
  }

  @Test("A copy that comes later shares the row; the row lives until the last copy goes")
  func laterCopy() throws {
    try folder.write(try Picture.png(1), to: "a.png")
    try folder.write(try Picture.png(2), to: "other.png")
    try collection.index(.colours)
    try folder.write(try Picture.png(1), to: "copy.png")
    #expect(try collection.index().counts == [1, 0, 0, 2, 0])
    #expect(try rowCount() == 2)
    try folder.remove("a.png")
    #expect(try collection.index().counts == [0, 0, 1, 2, 0])
    try expectAllFound(["copy.png", "other.png"])
    #expect(try collection.status().descriptors.map(\.vectors) == [2])
  }

  @Test("Two files that change places keep their vectors")
  func swapped() throws {
    try folder.write(try Picture.png(1), to: "a.png")
    try folder.write(try Picture.png(2, side: 9), to: "b.png")
    try collection.index(.colours)
    try folder.move("a.png", to: "c")
    try folder.move("b.png", to: "a.png")
    try folder.move("c", to: "b.png")
    #expect(try collection.index().counts == [0, 2, 0, 0, 0])
    try expectAllFound(["a.png", "b.png"])
  }

  @Test("All files renamed to the next one's name: more of them than one transaction takes")
  func shifted() throws {
    let names = (0..<700).map { "\(1000 + $0).png" }
    for (seed, name) in names.enumerated() {
      try folder.write(try Picture.png(seed), to: name)
      try folder.touch(name, secondsAgo: 10_000 - seed)
    }
    try collection.index(.colours)
    for index in names.indices.reversed() { try folder.move(names[index], to: "\(1001 + index).png") }
    let report = try collection.index()
    #expect(report.counts == [1, 699, 1, 0, 0])
    #expect(try collection.status().distinctContents == 700)
    #expect(try collection.index().counts == [0, 0, 0, 700, 0])
    for seed in [0, 255, 256, 511, 512, 699] {
      try folder.write(try Picture.png(seed), to: ".query")
      let best = try #require(try collection.search(folder.at(".query"), count: 1).matches.first)
      #expect(best.path == "\(1001 + seed).png")
      #expect(best.similarityText == "1.0000")
    }
  }

  @Test("A descriptor that is added reaches a content through whichever copy has not changed")
  func addedDescriptor() throws {
    for name in ["a.png", "b.png"] { try folder.write(try Picture.png(1), to: name) }
    try folder.write(try Picture.png(2), to: "other.png")
    try collection.index(.colours)
    try folder.write(try Picture.png(3, side: 9), to: "a.png")
    try collection.index(.using(.lbp))
    let status = try collection.status()
    #expect(status.descriptors.map(\.vectors) == [3, 3])
    #expect(try collection.search("other.png", descriptor: .lbp).matches.count == 2)
  }
}
