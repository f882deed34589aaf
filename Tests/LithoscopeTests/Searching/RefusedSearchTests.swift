import Catalog
import Descriptors
import Testing

@testable import Lithoscope

/// A search that cannot be answered says why and what to do.
@Suite struct RefusedSearchTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...3 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
  }

  @Test("A folder that was not indexed names the command")
  func notIndexed() throws {
    #expect(throws: CollectionError.notIndexed(folder: folder.path)) { try collection.search("1.png") }
    #expect(throws: CollectionError.notIndexed(folder: folder.path)) { try collection.status() }
    #expect(try folder.names() == ["1.png", "2.png", "3.png"])
  }

  @Test("No results, or fewer, are refused", arguments: [0, -1, Int.min])
  func badCount(count: Int) throws {
    try collection.index(.colours)
    #expect(throws: CollectionError.badCount(count)) { try collection.search("1.png", count: count) }
  }

  @Test("A descriptor that the collection lacks is refused with those it has")
  func unknownDescriptor() throws {
    try collection.index(.using(.rgbHistogram, .lbp))
    let error = #expect(throws: CollectionError.self) {
      try collection.search("1.png", descriptor: .vgg16Block4)
    }
    #expect(error?.description.contains("only of rgb-histogram, lbp;") == true)
    #expect(error?.description.contains("--descriptor vgg16-block4`") == true)
  }

  @Test("A query that is neither a file nor a member is refused by its name")
  func missingQuery() throws {
    try collection.index(.colours)
    for query in ["4.png", "/nowhere/1.png", "../1.png", ""] {
      #expect(throws: CollectionError.queryMissing(query, folder: folder.path)) {
        try collection.search(query)
      }
    }
  }

  @Test("A query that is no image is refused with its name and the reason")
  func badQuery() throws {
    try collection.index(.colours)
    try folder.write(Array("text".utf8), to: ".text")
    try folder.write([], to: ".empty.png")
    for query in [".text", ".empty.png", ""] {
      let error = #expect(throws: QueryError.self) { try collection.search(folder.at(query)) }
      #expect(error?.path == folder.at(query))
      #expect(error?.description.hasSuffix(".") == true)
    }
  }

  @Test("An empty collection says that it is empty")
  func empty() throws {
    let empty = try TemporaryFolder()
    let collection = try empty.collection()
    try collection.index(.colours)
    try empty.write(try Picture.png(1), to: ".query")
    #expect(throws: CollectionError.empty(folder: empty.path)) {
      try collection.search(empty.at(".query"))
    }
  }

  @Test("A collection that has lost all its images says that it is empty")
  func emptied() throws {
    try collection.index(.colours)
    for seed in 1...3 { try folder.write(Array("garbage".utf8), to: "\(seed).png") }
    #expect(try collection.index().counts == [0, 0, 3, 0, 3])
    try folder.write(try Picture.png(1), to: ".query")
    #expect(throws: CollectionError.empty(folder: folder.path)) {
      try collection.search(folder.at(".query"))
    }
  }

  @Test("A descriptor that has not reached an image yet says so")
  func notDescribedYet() throws {
    try collection.index(.colours)
    // As after a run that was killed between adding the descriptor and keeping its first batch.
    do {
      let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
      _ = try DescriptorSet(
        .using(.lbp), catalog: catalog, folder: folder.path, learned: try folder.collection().learned
      ) { _ in }
    }
    #expect(throws: CollectionError.notDescribedYet(descriptor: "lbp", folder: folder.path)) {
      try collection.search("1.png", descriptor: .lbp)
    }
    #expect(try collection.search("1.png").matches.count == 2)
    #expect(try collection.index().counts == [0, 3, 0, 0, 0])
    #expect(try collection.search("1.png", descriptor: .lbp).matches.count == 2)
  }
}
