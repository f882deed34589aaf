import Catalog
import Descriptors
import Testing

@testable import Lithoscope

/// Vectors that were made in different ways are never compared. No weights are needed to refuse them.
@Suite struct MadeDifferentlyTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    try folder.write(try Picture.png(1), to: "1.png")
    try collection.index(.colours)
  }

  /// Adds a descriptor with this stamp, as another run or another version would have.
  private func insert(_ descriptor: Descriptor, _ change: (inout DescriptorStamp) -> Void = { _ in }) throws {
    var stamp = DescriptorSet.stamp(descriptor, .standard, .f32)
    change(&stamp)
    let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
    try catalog.insertDescriptor(
      NewDescriptor(name: descriptor.name, stamp: stamp, vectorFile: "\(descriptor.name).f32", created: 0))
  }

  /// The refusal of a run, after which the catalog is as before.
  private func refusal(_ options: IndexOptions) throws -> String {
    let before = try collection.openCatalog().read { try $0.revision() }
    let files = try folder.names()
    let error = #expect(throws: CollectionError.self) { try collection.index(options) }
    #expect(try collection.openCatalog().read { try $0.revision() } == before)
    #expect(try folder.names() == files)
    return error?.description ?? ""
  }

  @Test("Another preprocessing is refused with both names and the command that makes all anew")
  func preprocessing() throws {
    try insert(.vgg16Block4)
    var options = IndexOptions.using(.lbp)
    options.preprocessing = .keras
    let text = try refusal(options)
    #expect(text.contains("vgg16-block4 was made with preprocessing default/2-auto, not keras/1"))
    #expect(text.contains("--rebuild --preprocessing keras`"))
    #expect(text.contains("--collection DIR"))
  }

  @Test("Another input size is refused with the option that makes all anew, also from squares")
  func inputSize() throws {
    try insert(.vgg16Block4) { $0.preprocessing = "default/1" }
    var options = IndexOptions()
    options.inputSize = .automatic
    let text = try refusal(options)
    #expect(text.contains("vgg16-block4 was made with preprocessing default/1, not default/2-auto"))
    #expect(text.contains("--rebuild --input-size auto`"))
    options.inputSize = .side(320)
    #expect(try refusal(options).contains("--rebuild --input-size 320`"))
  }

  @Test("A collection of squares from before there was a choice goes on as it was")
  func oldSquares() throws {
    try insert(.vgg16Block4) { $0.preprocessing = "default/1" }
    // Goes on as far as the missing model, which the vector to compute needs.
    #expect(throws: ModelError.self) { try collection.index() }
    #expect(throws: ModelError.self) { try collection.index(.using(.vgg16FC1)) }
  }

  @Test("A layer that is tied to squares is refused beside other sizes, with both ways out")
  func tiedLayer() throws {
    try insert(.vgg16Block4)
    let before = try collection.openCatalog().read { try $0.revision() }
    let error = #expect(throws: InputChoiceError.self) { try collection.index(.using(.vgg16Pool5)) }
    #expect(error?.description.contains("--collection DIR") == true)
    #expect(error?.description.contains("--descriptor vgg16-pool5 --rebuild`") == true)
    #expect(try collection.openCatalog().read { try $0.revision() } == before)
  }

  @Test("A preset that was composed otherwise is refused with both compositions")
  func composition() throws {
    try insert(.fusion) { $0.preprocessing = "default/2-auto;pixels-448/1;rgb-histogram+vgg16-block3" }
    let text = try refusal(IndexOptions())
    #expect(
      text.contains("fusion was made with composition rgb-histogram+vgg16-block3, not lab-histogram+lbp:0.5+")
    )
    #expect(text.contains("--rebuild`"))
    #expect(try collection.status().descriptors.last?.composition == "rgb-histogram+vgg16-block3")
  }

  @Test("Another precision is refused likewise")
  func precision() throws {
    try insert(.vgg16Block4)
    var options = IndexOptions()
    options.precision = .bf16
    let text = try refusal(options)
    #expect(text.contains("made with precision f32, not bf16"))
    #expect(text.contains("--rebuild --precision bf16`"))
  }

  @Test("Another model, another dimension or other code is refused without options to give")
  func model() throws {
    try insert(.vgg16Block4) { $0.modelDigest = "0123456789abcdef" }
    let text = try refusal(IndexOptions())
    #expect(text.contains("made with model 0123456789ab, not "))
    #expect(text.contains("--rebuild`"))
  }

  @Test("Digests that begin alike are different models nevertheless")
  func similarDigests() throws {
    try insert(.vgg16Block4) { $0.modelDigest = $0.modelDigest.dropLast(4) + "0000" }
    #expect(try refusal(IndexOptions()).contains("made with model"))
  }

  @Test("A descriptor's own code of another version is refused")
  func version() throws {
    try insert(.lbp) { $0.version = 7 }
    #expect(try refusal(IndexOptions()).contains("version 7, not 1"))
  }

  @Test("Without being asked for another way, a run keeps the collection's own")
  func keepsItsOwn() throws {
    try insert(.vgg16Block4) {
      $0.preprocessing = "keras/1"
      $0.precision = "bf16"
    }
    // Goes on as far as the missing model, which the vector to compute needs.
    #expect(throws: ModelError.self) { try collection.index() }
    #expect(try collection.status().descriptors.map(\.preprocessing).last == "keras/1")
  }

  @Test("A preprocessing that this version does not know is refused")
  func unknownPreprocessing() throws {
    try insert(.vgg16Block4) { $0.preprocessing = "default/0" }
    #expect(try refusal(IndexOptions()).contains("default/0, not default/2-auto"))
  }

  @Test("A search by vectors of another model is refused, unless the query's own vector is stored")
  func search() throws {
    try insert(.lbp) { $0.version = 7 }
    try folder.write(try Picture.png(2), to: ".query.png")
    #expect(throws: CollectionError.self) {
      try collection.search(folder.at(".query.png"), descriptor: .lbp)
    }
    #expect(try collection.search(folder.at(".query.png")).matches.count == 1)
  }
}
