import Catalog
import Testing
import VectorSearch

@testable import Lithoscope

/// What a crash or a careless hand leaves behind.
@Suite struct DamageTests {
  let folder: TemporaryFolder
  let collection: ImageCollection
  private let vectors = ".lithoscope/vectors/rgb-histogram.f32"
  private let catalog = ".lithoscope/catalog.sqlite"

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...6 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    try collection.index(.colours)
  }

  private func expectSound() throws {
    #expect(try collection.index().counts == [0, 0, 0, 6, 0])
    #expect(try collection.search("1.png").matches.count == 5)
  }

  private func rebuild() throws {
    #expect(try collection.index(.using(.rgbHistogram, rebuilding: true)).counts == [0, 6, 0, 0, 0])
    try expectSound()
  }

  @Test("Rows and half a row behind the committed ones are passed over, then cut off")
  func tornEnd() throws {
    let sound = try folder.read(vectors)
    let before = try collection.search("1.png").matches
    try folder.write(sound + [UInt8](repeating: 0x7F, count: 512 * 4 + 100), to: vectors)
    #expect(try collection.search("1.png").matches == before)
    try folder.write(try Picture.png(7), to: "7.png")
    #expect(try collection.index().counts == [1, 0, 0, 6, 0])
    #expect(try folder.read(vectors).count == 7 * 512 * 4)
    #expect(Array(try folder.read(vectors).prefix(sound.count)) == sound)
    #expect(try collection.search("1.png", count: 5).matches.count == 5)
  }

  @Test("A vector file that is too short is refused with the remedy, which helps")
  func truncated() throws {
    try folder.write(Array(try folder.read(vectors).dropLast(1)), to: vectors)
    let search = #expect(throws: VectorFileError.self) { try collection.search("1.png") }
    #expect(search?.description.contains("--rebuild") == true)
    try folder.write(try Picture.png(1), to: "copy.png")
    #expect(throws: VectorFileError.self) { try collection.index() }
    try folder.remove("copy.png")
    try rebuild()
  }

  @Test("A vector file that is gone is refused with the remedy, which helps")
  func deleted() throws {
    try folder.remove(vectors)
    let search = #expect(throws: VectorFileError.self) { try collection.search("1.png") }
    #expect(search?.description.contains("--rebuild") == true)
    try rebuild()
  }

  @Test("A run over a collection whose vector file is gone says so, even when no image has changed")
  func deletedUnnoticed() throws {
    try folder.remove(vectors)
    #expect(throws: VectorFileError.self) { try collection.index() }
  }

  @Test("Vector files that no descriptor names are deleted; other files are left alone")
  func orphans() throws {
    try folder.write([1, 2, 3], to: ".lithoscope/vectors/lbp.2.f32")
    try folder.write([1, 2, 3], to: ".lithoscope/vectors/notes.txt")
    try expectSound()
    let names = try folder.names().filter { $0.hasPrefix(".lithoscope/vectors/") }
    #expect(names == [".lithoscope/vectors/notes.txt", vectors])
  }

  @Test("A file left behind under the name that is needed next does no harm")
  func orphanInTheWay() throws {
    try folder.write([UInt8](repeating: 9, count: 100_000), to: ".lithoscope/vectors/lbp.f32")
    try folder.write([UInt8](repeating: 9, count: 100_000), to: ".lithoscope/vectors/rgb-histogram.2.f32")
    #expect(try collection.index(.using(.lbp, rebuilding: true)).counts == [0, 6, 0, 0, 0])
    #expect(try folder.read(".lithoscope/vectors/rgb-histogram.2.f32").count == 6 * 512 * 4)
    #expect(try folder.read(".lithoscope/vectors/lbp.f32").count == 6 * 256 * 4)
  }

  @Test("After a run everything is in the catalog's one file")
  func closed() throws {
    for seed in 10..<30 {
      try folder.write(try Picture.png(seed), to: "\(seed).png")
      try collection.index()
      #expect(try folder.names().filter { $0.hasPrefix(".lithoscope/catalog") } == [catalog])
    }
  }

  @Test("A catalog of garbage is refused with its path, by search, status and index")
  func garbageCatalog() throws {
    try folder.write(Array("This is no database. ".utf8) + [UInt8](repeating: 1, count: 9000), to: catalog)
    let refusals = [
      #expect(throws: CatalogError.self) { try collection.search("1.png") },
      #expect(throws: CatalogError.self) { try collection.status() },
      #expect(throws: CatalogError.self) { try collection.index() },
    ]
    for refusal in refusals { #expect(refusal == .notACatalog(path: folder.at(catalog))) }
  }

  @Test("A catalog with damaged pages is refused, not searched")
  func damagedPages() throws {
    var bytes = try folder.read(catalog)
    for place in 4096..<bytes.count { bytes[place] = 0xA5 }
    try folder.write(bytes, to: catalog)
    let error = #expect(throws: CatalogError.self) { try collection.search("1.png") }
    #expect(error?.description.contains("restore it from a copy") == true, "\(error as Any)")
    #expect(throws: CatalogError.self) { try collection.index() }
  }

  @Test("An empty catalog file is one that was being made")
  func emptyCatalog() throws {
    try folder.write([], to: catalog)
    #expect(throws: CatalogError.self) { try collection.search("1.png") }
    #expect(try collection.index(.colours).counts == [6, 0, 0, 0, 0])
    try expectSound()
  }
}
