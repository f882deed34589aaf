import Glibc
import Testing

@testable import Lithoscope

@Suite struct LayoutTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for seed in 1...3 { try folder.write(try Picture.png(seed), to: "images/\(seed).png") }
  }

  private func collection(_ storage: String?) throws -> ImageCollection {
    try ImageCollection(
      folder: folder.at("images"), storedAt: storage.map(folder.at),
      models: ModelStore(directory: folder.at("none")))
  }

  @Test("By itself a collection lies in a hidden folder beside its images")
  func inside() throws {
    try collection(nil).index(.colours)
    let files = try folder.names().filter { $0.hasPrefix("images/.lithoscope/") }
    #expect(files.contains("images/.lithoscope/catalog.sqlite"))
    #expect(files.contains("images/.lithoscope/vectors/rgb-histogram.f32"))
    #expect(try collection(nil).index().counts == [0, 0, 0, 3, 0])
  }

  @Test("Stored elsewhere, it leaves the images' folder alone, even one that may not be written")
  func elsewhere() throws {
    chmod(folder.at("images"), 0o555)
    defer { chmod(folder.at("images"), 0o755) }
    let collection = try collection("store")
    #expect(try collection.index(.colours).counts == [3, 0, 0, 0, 0])
    #expect(try collection.index().counts == [0, 0, 0, 3, 0])
    #expect(try collection.search("1.png").matches.count == 2)
    #expect(try folder.names().filter { $0.hasPrefix("images/") }.count == 3)
    #expect(try collection.status().storage == folder.at("store"))
    #expect(throws: CollectionError.notIndexed(folder: folder.at("images"))) {
      try self.collection(nil).status()
    }
  }

  @Test("Folders above the place that are missing are made")
  func deep() throws {
    #expect(try collection("a/b/store").index(.colours).counts == [3, 0, 0, 0, 0])
  }

  @Test("A place among the images is not taken for images")
  func amongTheImages() throws {
    let collection = try collection("images/store")
    #expect(try collection.index(.colours).counts == [3, 0, 0, 0, 0])
    #expect(try collection.index().counts == [0, 0, 0, 3, 0])
  }

  @Test("A place that is a file is refused with its path and the remedy")
  func aFile() throws {
    try folder.write([1], to: "store")
    let error = #expect(throws: CollectionError.self) { try collection("store").index(.colours) }
    #expect(error?.description.contains(folder.at("store")) == true)
    #expect(error?.description.contains("--collection DIR") == true)
  }

  @Test("Two collections over one folder know nothing of each other")
  func two() throws {
    try collection("one").index(.colours)
    try collection("two").index(.using(.lbp))
    #expect(try collection("one").status().descriptors.map(\.name) == ["rgb-histogram"])
    #expect(try collection("two").status().descriptors.map(\.name) == ["lbp"])
  }

  @Test("A collection is found again under another path to its folder")
  func moved() throws {
    try collection(nil).index(.colours)
    try folder.move("images", to: "elsewhere")
    try folder.link("link", to: "elsewhere")
    for name in ["elsewhere", "link"] {
      let collection = try ImageCollection(folder: folder.at(name))
      #expect(try collection.index().counts == [0, 0, 0, 3, 0])
      #expect(try collection.search("1.png").matches.count == 2)
    }
  }
}
