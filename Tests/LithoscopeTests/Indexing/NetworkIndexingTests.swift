import Descriptors
import Testing

@testable import Lithoscope

/// Indexing with the real network: batches, their rests, and what goes along in one pass.
@Suite(.enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
struct NetworkIndexingTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    // Two batches of eight would be sixteen: the last place of the second stays empty.
    for seed in 1...15 {
      let file = try seed % 3 == 0 ? Picture.png(seed, side: 200) : Picture.turned(seed, by: seed)
      try folder.write(file, to: "\(seed).png")
    }
    collection = try ImageCollection(folder: folder.path)
  }

  @Test("Every image finds itself, whichever place of whichever batch it had")
  func everyPlace() throws {
    try folder.write(try folder.read("3.png"), to: "copy of 3.png")
    #expect(
      try collection.index(.using(.vgg16Block4, .vgg16Block5, .rgbHistogram)).counts == [16, 0, 0, 0, 0])
    #expect(try collection.status().descriptors.map(\.vectors) == [15, 15, 15])
    for seed in [1, 3, 8, 9, 15] {
      try folder.write(try folder.read("\(seed).png"), to: ".query")
      for descriptor in [Descriptor.vgg16Block4, .vgg16Block5] {
        let best = try #require(
          try collection.search(folder.at(".query"), count: 1, descriptor: descriptor).matches.first)
        #expect(best.path == "\(seed).png")
        #expect(best.similarityText == "1.0000")
      }
    }
  }

  @Test("Another preprocessing or precision is refused, and a rebuild with it is not")
  func anotherWay() throws {
    for seed in 5...15 { try folder.remove("\(seed).png") }
    try collection.index()
    var options = IndexOptions()
    options.preprocessing = .keras
    let error = #expect(throws: CollectionError.self) { try collection.index(options) }
    #expect(error?.description.contains("default/1, not keras/1") == true)
    #expect(try collection.index().counts == [0, 0, 0, 4, 0])
    options.rebuilds = true
    #expect(try collection.index(options).counts == [0, 4, 0, 0, 0])
    #expect(try collection.status().descriptors.map(\.preprocessing) == ["keras/1"])
    // From now on that is the collection's way, for queries too.
    try folder.write(try Picture.png(3, side: 200), to: ".query")
    let best = try #require(try collection.search(folder.at(".query"), count: 1).matches.first)
    #expect(best.path == "3.png" && best.similarityText == "1.0000")
    #expect(try collection.index().counts == [0, 0, 0, 4, 0])
  }

  @Test("A descriptor of pixels that is added later leaves the network's vectors as they are")
  func addedPixels() throws {
    for seed in 5...15 { try folder.remove("\(seed).png") }
    try collection.index()
    let before = try folder.read(".lithoscope/vectors/vgg16-block4.f32")
    #expect(try collection.index(.using(.lbp)).counts == [0, 4, 0, 0, 0])
    #expect(try folder.read(".lithoscope/vectors/vgg16-block4.f32") == before)
    #expect(try collection.status().descriptors.map(\.vectors) == [4, 4])
  }
}
