import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

/// A collection of small pictures whose textures are whitened, in two parts of unequal weight.
final class WhitenedCollection: Sendable {
  static let components = [
    ComponentLayout(columns: 0..<100, weight: 1), ComponentLayout(columns: 100..<256, weight: 0.5),
  ]
  static let choice = WhiteningChoice(components: { $0 == .lbp ? components : nil })

  let folder: TemporaryFolder
  let collection: ImageCollection

  /// Pictures 0, 1, … in the classes `even` and `odd`, not yet indexed.
  ///
  /// - Parameter largest: how many a collection may have that is fitted anew with every change.
  init(_ count: Int, largest: Int = Whitening.mostRows) throws {
    folder = try TemporaryFolder()
    var collection = try folder.collection()
    collection.whitening = Self.choice
    collection.whitening.largest = largest
    self.collection = collection
    try add(0..<count)
  }

  static func name(_ number: Int) -> String { "\(number.isMultiple(of: 2) ? "even" : "odd")/\(number).png" }

  func add(_ numbers: Range<Int>) throws {
    for number in numbers { try folder.write(try Picture.png(number, side: 12), to: Self.name(number)) }
  }

  func remove(_ numbers: Range<Int>) throws {
    for number in numbers { try folder.remove(Self.name(number)) }
  }

  @discardableResult
  func index() throws -> IndexReport { try collection.index(.using(.lbp)) }

  /// The names of the vector files.
  func files() throws -> [String] {
    try folder.names().filter { $0.hasSuffix(".f32") }.compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  func path(_ file: String) -> String { ".lithoscope/vectors/\(file)" }

  func descriptor() throws -> DescriptorRecord {
    try #require(try collection.openCatalog().read { try $0.descriptor(named: "lbp") })
  }

  func known() throws -> WhiteningRecord? {
    let id = try descriptor().id
    return try collection.openCatalog().read { try $0.whitening(of: id) }
  }

  /// Changes what the catalog says of the whitened vectors, as a killed run or an accident would.
  func change(_ change: (inout WhiteningRecord) -> Void) throws {
    var record = try #require(try known())
    change(&record)
    let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
    defer { try? catalog.close() }
    try catalog.setWhitening(record, of: try descriptor().id)
  }

  func matches(_ number: Int = 0) throws -> [Match] {
    try collection.search(Self.name(number), count: 1000).matches
  }

  /// The same answers to the same images, however this collection came to have them: up to rounding, since rows
  /// lie in another order.
  func expectAnswers(of other: WhitenedCollection, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for number in [0, 1, 7] {
      let (mine, theirs) = (try matches(number), try other.matches(number))
      let expected = Dictionary(uniqueKeysWithValues: theirs.map { ($0.path, $0.similarity) })
      #expect(Set(mine.map(\.path)) == Set(expected.keys), sourceLocation: sourceLocation)
      #expect(
        mine.allSatisfy { abs($0.similarity - (expected[$0.path] ?? 2)) < 1e-4 },
        sourceLocation: sourceLocation)
    }
  }

  /// What a run leaves that was not disturbed: all rows whitened, one file of them.
  func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (record, known) = (try descriptor(), try #require(try known(), sourceLocation: sourceLocation))
    #expect(known.rowCount == record.rowCount, sourceLocation: sourceLocation)
    #expect(try files().sorted() == [record.vectorFile, known.file].sorted(), sourceLocation: sourceLocation)
    #expect(
      try folder.read(path(known.file)).count == 4 * 256 * record.rowCount, sourceLocation: sourceLocation)
  }
}
