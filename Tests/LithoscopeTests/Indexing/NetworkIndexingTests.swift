import Descriptors
import Imaging
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
    #expect(error?.description.contains("default/2-auto, not keras/1") == true)
    #expect(try collection.index().counts == [0, 0, 0, 4, 0])
    options.rebuilds = true
    #expect(try collection.index(options).counts == [0, 4, 0, 0, 0])
    #expect(try collection.status().descriptors.map(\.preprocessing) == ["keras/1 pixels-448/1"])
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
    let before = try folder.read(".lithoscope/vectors/fusion.f32")
    #expect(try collection.index(.using(.lbp)).counts == [0, 4, 0, 0, 0])
    #expect(try folder.read(".lithoscope/vectors/fusion.f32") == before)
    #expect(try collection.status().descriptors.map(\.vectors) == [4, 4])
  }

  @Test("Images of many shapes in one folder find themselves, and each other as they would alone")
  func manyShapes() throws {
    let sizes = [(300, 200), (200, 300), (28, 28), (1, 1), (500, 20), (90, 61), (64, 64), (300, 201)]
    for (seed, size) in (sizes + sizes).enumerated() {
      try folder.write(try Picture.png(seed, width: size.0, height: size.1), to: "shape \(seed).png")
    }
    try folder.write(
      try PixelBuffer(width: 50, height: 40, filledWith: RGBColour(grey: 0)).png(), to: "black.png")
    #expect(try collection.index(.using(.fusion, .vgg16Block4)).counts == [32, 0, 0, 0, 0])
    for seed in sizes.indices {
      try folder.write(try folder.read("shape \(seed).png"), to: ".query")
      for descriptor in [Descriptor.fusion, .vgg16Block4] {
        let all = try collection.search(folder.at(".query"), count: 32, descriptor: descriptor).matches
        #expect(all.first?.path == "shape \(seed).png" && all.first?.similarityText == "1.0000")
        // The query is described alone; so is each file of a comparison.
        let other = try #require(all.first { $0.path == "shape \((seed + 3) % 16).png" })
        let alone = try Comparison(folder.at(".query"), folder.at(other.path), by: [descriptor])
        #expect(abs(Double(alone.similarities[0].value) - Double(other.similarity)) < 1e-5)
      }
    }
  }

  @Test("A collection of 224×224 squares keeps its stamp, its way for new images, and for queries")
  func squares() throws {
    for seed in 5...15 { try folder.remove("\(seed).png") }
    try folder.write(try Picture.png(40, width: 300, height: 100), to: "40.png")
    var options = IndexOptions.using(.vgg16Block4)
    options.inputSize = .square
    try collection.index(options)
    #expect(try collection.status().descriptors.map(\.preprocessing) == ["default/1"])
    try folder.write(try Picture.png(41, width: 100, height: 300), to: "41.png")
    #expect(try collection.index().counts == [1, 0, 0, 5, 0])
    for seed in [40, 41] {
      try folder.write(try folder.read("\(seed).png"), to: ".query")
      let best = try #require(try collection.search(folder.at(".query"), count: 1).matches.first)
      #expect(best.path == "\(seed).png" && best.similarityText == "1.0000")
    }
    // pool5 goes with them.
    #expect(try collection.index(.using(.vgg16Pool5)).counts == [0, 6, 0, 0, 0])
    #expect(try collection.status().descriptors.map(\.dimension) == [512, 25088])
  }
}
