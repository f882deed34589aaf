import Descriptors
import Testing

@testable import Lithoscope

@Suite struct DescriptorChoiceTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...4 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
  }

  private func vectors() throws -> [String: Int] {
    Dictionary(uniqueKeysWithValues: try collection.status().descriptors.map { ($0.name, $0.vectors) })
  }

  @Test("Several descriptors in one pass: each image is counted once, the first is the default")
  func onePass() throws {
    #expect(try collection.index(.using(.lbp, .rgbHistogram, .lbp)).counts == [4, 0, 0, 0, 0])
    #expect(try vectors() == ["lbp": 4, "rgb-histogram": 4])
    #expect(try collection.search("1.png").descriptor == .lbp)
    #expect(try collection.search("1.png", descriptor: .rgbHistogram).descriptor == .rgbHistogram)
  }

  @Test("A descriptor that is added later reaches all images, and the first stays the default")
  func addedLater() throws {
    try collection.index(.colours)
    #expect(try collection.index(.using(.lbp)).counts == [0, 4, 0, 0, 0])
    #expect(try vectors() == ["rgb-histogram": 4, "lbp": 4])
    #expect(try collection.index(.using(.lbp)).counts == [0, 0, 0, 4, 0])
    #expect(try collection.search("1.png").descriptor == .rgbHistogram)
  }

  @Test("The vectors do not depend on the order in which descriptors came")
  func sameVectors() throws {
    try collection.index(.using(.rgbHistogram, .lbp))
    let other = try folder.collection(storedAt: folder.at(".other"))
    try other.index(.colours)
    try other.index(.using(.lbp))
    for descriptor in [Descriptor.rgbHistogram, .lbp] {
      let first = try collection.search("1.png", descriptor: descriptor).matches
      #expect(try other.search("1.png", descriptor: descriptor).matches == first)
    }
  }

  @Test("New images get all descriptors of the collection")
  func newImages() throws {
    try collection.index(.using(.rgbHistogram, .lbp))
    try folder.write(try Picture.png(5), to: "5.png")
    #expect(try collection.index().counts == [1, 0, 0, 4, 0])
    #expect(try vectors() == ["rgb-histogram": 5, "lbp": 5])
  }

  @Test("A rebuild computes everything anew under another file name and deletes the old file")
  func rebuild() throws {
    try collection.index(.using(.rgbHistogram, .lbp))
    let before = try collection.search("1.png").matches
    var options = IndexOptions()
    options.rebuilds = true
    #expect(try collection.index(options).counts == [0, 4, 0, 0, 0])
    #expect(try vectors() == ["rgb-histogram": 4, "lbp": 4])
    #expect(try collection.search("1.png").matches == before)
    let files = try folder.names().filter { $0.hasSuffix(".f32") }
    #expect(files == [".lithoscope/vectors/lbp.2.f32", ".lithoscope/vectors/rgb-histogram.2.f32"])
    #expect(try collection.index(options).counts == [0, 4, 0, 0, 0])
    #expect(try folder.names().contains(".lithoscope/vectors/lbp.3.f32"))
  }

  @Test("A missing model is refused with the command, and no descriptor is left behind")
  func missingModel() throws {
    for options in [IndexOptions(), .using(.rgbHistogram, .vgg16Block4)] {
      let error = #expect(throws: ModelError.self) { try collection.index(options) }
      #expect(error?.description.contains("lithoscope model pull vgg16") == true)
      #expect(try collection.status().descriptors.isEmpty)
    }
    #expect(try collection.index(.colours).counts == [4, 0, 0, 0, 0])
    #expect(throws: ModelError.self) { try collection.index(.using(.vgg16FC2)) }
    #expect(try vectors() == ["rgb-histogram": 4])
    #expect(try collection.index().counts == [0, 0, 0, 4, 0])
  }

  @Test("What pixels alone need does not depend on how the network's input is made")
  func pixelsHaveNoPreprocessing() throws {
    try collection.index(.colours)
    var options = IndexOptions()
    options.preprocessing = .keras
    options.precision = .bf16
    #expect(try collection.index(options).counts == [0, 0, 0, 4, 0])
  }
}
