import Imaging
import Testing

@testable import Lithoscope

@Suite struct SampleCollectionTests {
  @Test("A sample has the pictures it says, in one folder a class, and they index with all labels")
  func written() throws {
    let folder = try TemporaryFolder()
    let sample = SampleCollection(imagesPerClass: 3, side: 48)
    var seen: [Int] = []
    try sample.write(to: folder.at("rocks/deep")) { done, total in
      seen.append(done)
      #expect(total == 18)
    }
    #expect(seen == Array(1...18))
    #expect(sample.count == 18)
    #expect(sample.classes.sorted() == ["andesite", "gneiss", "marble", "quartzite", "rhyolite", "schist"])
    let files = try folder.names().filter { $0.hasSuffix(".png") }
    #expect(files.count == 18)
    #expect(files.contains("rocks/deep/gneiss/gneiss-03.png"))
    for file in files {
      let metadata = try ImageDecoder().decode(path: folder.at(file), fitting: 48).metadata
      #expect(metadata.width == 48 && metadata.height == 48)
    }
    let collection = try ImageCollection(
      folder: folder.at("rocks/deep"), models: ModelStore(directory: folder.at("none")))
    #expect(try collection.index(.colours).counts == [18, 0, 0, 0, 0])
    let status = try collection.status()
    #expect(status.labels.map(\.name) == sample.classes.sorted())
    #expect(status.labels.allSatisfy { $0.images == 3 })
    // No two pictures are the same.
    #expect(status.distinctContents == 18)
  }

  @Test("The same seed draws the same bytes, another one others")
  func seeds() throws {
    func draw(_ seed: UInt64) throws -> [[UInt8]] {
      let folder = try TemporaryFolder()
      try SampleCollection(imagesPerClass: 1, side: 32, seed: seed).write(to: folder.path)
      return try folder.names().filter { $0.hasSuffix(".png") }.map(folder.read)
    }
    let first = try draw(1)
    #expect(try draw(1) == first)
    #expect(try zip(draw(2), first).allSatisfy { $0.0 != $0.1 })
    #expect(try draw(.max).count == 6)
  }

  @Test("A place that is a file is refused")
  func aFile() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    #expect(throws: CollectionError.self) {
      try SampleCollection(imagesPerClass: 1).write(to: folder.at("file"))
    }
  }
}
