import Catalog
import Testing

@testable import Lithoscope

@Suite struct IndexingTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...5 { try folder.write(try Picture.png(seed), to: "kind \(seed % 2)/\(seed).png") }
  }

  /// The row of the histogram of an image.
  private func row(_ path: String) throws -> Int? {
    try collection.openCatalog().read { reader in
      let record = try #require(try reader.descriptor(named: "rgb-histogram"))
      return try reader.row(forPath: try #require(RelativePath(path)), descriptor: record.id)
    }
  }

  private func rowCount() throws -> Int {
    try collection.openCatalog().read { try $0.descriptors().first?.rowCount ?? 0 }
  }

  @Test("The first run adds all, the second finds nothing to do, both say what they did")
  func twice() throws {
    let first = try collection.index(.colours)
    #expect(first.counts == [5, 0, 0, 0, 0])
    #expect(first.seconds > 0)
    #expect(!first.wasStopped)
    #expect(try collection.index().counts == [0, 0, 0, 5, 0])
    let status = try collection.status()
    #expect(status.images == 5)
    #expect(status.distinctContents == 5)
    #expect(status.labels.map(\.name) == ["kind 0", "kind 1"])
    #expect(status.labels.map(\.images) == [2, 3])
    #expect(status.descriptors.map(\.name) == ["rgb-histogram"])
    #expect(status.descriptors.map(\.vectors) == [5])
    #expect(status.failures.isEmpty)
    #expect(status.bytesOnDisk > 5 * 512 * 4)
  }

  @Test("A file that was only touched is looked at and keeps its vector")
  func touched() throws {
    try collection.index(.colours)
    let before = try row("kind 1/3.png")
    try folder.touch("kind 1/3.png", secondsAgo: 500)
    #expect(try collection.index().counts == [0, 1, 0, 4, 0])
    #expect(try row("kind 1/3.png") == before)
    #expect(try rowCount() == 5)
    #expect(try collection.index().counts == [0, 0, 0, 5, 0])
  }

  @Test("A file with other bytes gets another vector, and the old one is no longer found")
  func changed() throws {
    try collection.index(.colours)
    try folder.write(try Picture.png(77), to: "kind 1/3.png")
    try folder.touch("kind 1/3.png", secondsAgo: 500)
    #expect(try collection.index().counts == [0, 1, 0, 4, 0])
    try folder.write(try Picture.png(77), to: ".query.png")
    let best = try #require(try collection.search(folder.at(".query.png")).matches.first)
    #expect(best.path == "kind 1/3.png")
    #expect(best.similarityText == "1.0000")
    try folder.write(try Picture.png(3), to: ".old.png")
    let old = try #require(try collection.search(folder.at(".old.png")).matches.first)
    #expect(old.similarity < 0.9999)
    #expect(try collection.status().descriptors.map(\.vectors) == [5])
  }

  @Test("A file that is gone is removed, and comes back as a new one")
  func goneAndBack() throws {
    try collection.index(.colours)
    try folder.move("kind 1/3.png", to: ".3.png")
    #expect(try collection.index().counts == [0, 0, 1, 4, 0])
    #expect(try collection.status().images == 4)
    #expect(try collection.search("kind 1/1.png").matches.allSatisfy { $0.path != "kind 1/3.png" })
    try folder.move(".3.png", to: "kind 1/3.png")
    #expect(try collection.index().counts == [1, 0, 0, 4, 0])
  }

  @Test("A file that was moved keeps its row and takes its new folder's name as label")
  func moved() throws {
    try collection.index(.colours)
    let before = try row("kind 1/3.png")
    try folder.move("kind 1/3.png", to: "kind 0/renamed.png")
    #expect(try collection.index().counts == [1, 0, 1, 4, 0])
    #expect(try row("kind 0/renamed.png") == before)
    #expect(try rowCount() == 5)
    #expect(try collection.status().labels.map(\.images) == [3, 2])
  }

  @Test("An empty folder makes an empty collection, and images that come later are added")
  func emptyFolder() throws {
    let empty = try TemporaryFolder()
    let collection = try empty.collection()
    #expect(try collection.index(.colours).counts == [0, 0, 0, 0, 0])
    #expect(try collection.status().images == 0)
    try empty.write(try Picture.png(1), to: "a.png")
    #expect(try collection.index().counts == [1, 0, 0, 0, 0])
  }

  @Test("The observer is told of every file once, in order")
  func progress() throws {
    var seen: [Int] = []
    try collection.index(.colours) { progress in
      #expect(progress.total == 5)
      seen.append(progress.done)
      return .proceed
    }
    #expect(seen == [1, 2, 3, 4, 5])
  }

  @Test("An image whose name claims another format, or none, is found by its content")
  func byContent() throws {
    try folder.write(try Picture.pixels(20).jpeg(), to: "jpeg.png")
    try folder.write(try Picture.png(21), to: "no ending")
    try folder.write(try Picture.png(22), to: "note.txt")
    #expect(try collection.index(.colours).counts == [8, 0, 0, 0, 0])
  }
}
