import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

/// Every state that a killed run or an accident can leave: a search answers, and the next run heals.
@Suite("Whitened vectors after accidents")
struct WhiteningAccidentTests {
  let place: WhitenedCollection
  let before: [Match]
  let raw: [Match]

  init() throws {
    place = try WhitenedCollection(130)
    try place.index()
    before = try place.matches()
    var plain = place.collection
    plain.whitening = WhiteningChoice(components: { _ in nil })
    raw = try plain.search(WhitenedCollection.name(0), count: 1000).matches
  }

  private func heals(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try place.index().counts == [0, 0, 0, 130, 0], sourceLocation: sourceLocation)
    try place.expectWhole(sourceLocation: sourceLocation)
    #expect(try place.matches() == before, sourceLocation: sourceLocation)
  }

  @Test("Killed before the first whitening counted: its file is there, and no row of it counts")
  func beforeTheFirst() throws {
    let known = try #require(try place.known())
    let catalog = try Catalog(folder: place.collection.layout.storage, mode: .write)
    try catalog.removeWhitening(of: try place.descriptor().id)
    try catalog.close()
    try place.folder.write([1, 2, 3], to: place.path(known.file))
    #expect(try place.matches() == raw)
    try heals()
  }

  @Test("Killed between the raw rows and the whitened ones: those that are missing are made for the search")
  func behind() throws {
    for rows in [129, 128, 100, 64, 63, 1, 0] {
      try place.change { $0.rowCount = rows }
      #expect(try place.matches() == before)
    }
    try heals()
  }

  @Test("Killed while rows were appended: the torn end does not count")
  func tornEnd() throws {
    let file = place.path(try #require(try place.known()).file)
    let whole = try place.folder.read(file)
    try place.folder.write(whole + [1, 2, 3, 4, 5, 6, 7], to: file)
    #expect(try place.matches() == before)
    try heals()
    #expect(try place.folder.read(file) == whole)
  }

  @Test("Killed before the new file counted, or before the old one was deleted: a file too many")
  func fileTooMany() throws {
    try place.folder.write([UInt8](repeating: 9, count: 4096), to: place.path("lbp.whitened.2.f32"))
    try place.folder.write([UInt8](repeating: 9, count: 4096), to: place.path("lbp.whitened.7.f32"))
    #expect(try place.matches() == before)
    try heals()
  }

  @Test("A file that is gone or too short")
  func missingFile() throws {
    try place.folder.remove(place.path("lbp.whitened.f32"))
    #expect(try place.matches() == before)
    try heals()
    try place.folder.write([0, 0, 0, 0], to: place.path(try #require(try place.known()).file))
    #expect(try place.matches() == before)
    try heals()
  }

  @Test("Parameters that are none: raw rows are compared until it is fitted anew")
  func garbage() throws {
    let parameters = try #require(try place.known()).parameters
    for bad in [[], [1, 2, 3], Array(parameters.dropLast()), parameters + [0, 0, 0, 0]] {
      try place.change { $0.parameters = bad }
      #expect(try place.matches() == raw)
      try heals()
    }
    // One that is whole, but for other components.
    let matrix = try VectorMatrix(
      path: place.collection.layout.vectorFile("lbp.f32"), dimension: 256, rows: 130)
    let other = try #require(
      try Whitening(
        fittedTo: matrix, rows: Array(0..<130), layout: [ComponentLayout(columns: 0..<256, weight: 1)]))
    try place.change { $0.parameters = other.encoded }
    #expect(try place.matches() == raw)
    try heals()
  }

  @Test("Counts that do not agree with each other")
  func counts() throws {
    for (rows, contents) in [(0, 0), (130, 0), (10, 130), (1_000_000, 1_000_000)] {
      try place.change {
        $0.fittedRows = rows
        $0.fittedContents = contents
      }
      #expect(try place.matches() == before)
      try heals()
    }
  }

  @Test("All rows as one matrix, for whoever compares every image with every other")
  func oneMatrix() throws {
    func rows() throws -> [[Float]] {
      let open = try OpenCollection(place.collection)
      return try open.read { reader in
        let vectors = try open.vectors(try open.choose(.lbp, reader), reader)
        let matrix = try vectors.matrix()
        #expect((0..<130).allSatisfy { vectors.row($0) == matrix.row($0) })
        return (0..<matrix.count).map { matrix.row($0) }
      }
    }
    let all = try rows()
    #expect(all.count == 130)
    try place.change { $0.rowCount = 70 }
    #expect(try rows() == all)
  }
}
