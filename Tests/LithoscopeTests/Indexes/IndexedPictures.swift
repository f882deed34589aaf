import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

/// A collection of small pictures that is searched by an index, in the classes `even` and `odd`.
final class IndexedPictures: Sendable {
  let folder: TemporaryFolder
  let collection: ImageCollection

  /// Pictures 0, 1, … , not yet indexed.
  ///
  /// - Parameter fewestCopied: from how many vectors on exact search has a copy of them.
  init(_ count: Int, fewestCopied: Int = 50) throws {
    folder = try TemporaryFolder()
    var collection = try folder.collection()
    collection.indexChoice.fewestCopiedRows = fewestCopied
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
  func index(
    _ settings: IndexSettings? = nil, observe: (IndexProgress) -> IndexProgress.Wish = { _ in .proceed }
  ) throws -> IndexReport {
    var options = IndexOptions.using(.lbp)
    options.index = settings
    return try collection.index(options, observe: observe)
  }

  /// The names of the indexes' files.
  func files() throws -> [String] {
    try folder.names().filter { $0.hasPrefix(".lithoscope/indexes/") }.compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  func path(_ file: String) -> String { ".lithoscope/indexes/\(file)" }

  func descriptor() throws -> DescriptorRecord {
    try #require(try collection.openCatalog().read { try $0.descriptor(named: "lbp") })
  }

  func known() throws -> IndexRecord? {
    let id = try descriptor().id
    return try collection.openCatalog().read { try $0.index(of: id) }
  }

  /// Changes what the catalog says of the index, as a killed run or an accident would.
  func change(_ change: (inout IndexRecord) -> Void) throws {
    var record = try #require(try known())
    change(&record)
    let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
    defer { try? catalog.close() }
    try catalog.setIndex(record, of: try descriptor().id)
  }

  func search(
    _ number: Int = 0, count: Int = 10, exactly: Bool = false,
    change: (inout SearchRequest) -> Void = { _ in }
  ) throws -> SearchResult {
    var request = SearchRequest([Self.name(number)], count: count)
    request.exactly = exactly
    change(&request)
    return try collection.search(request)
  }

  /// The index of these settings is there and whole, covers all rows, and nothing else is.
  func expectWhole(_ kind: IndexKind, rows: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let known = try #require(try known(), sourceLocation: sourceLocation)
    #expect(known.kind == kind.rawValue && known.rows == rows, sourceLocation: sourceLocation)
    #expect(try files().sorted() == known.files.map(\.name).sorted(), sourceLocation: sourceLocation)
    for file in known.files {
      #expect(file.isUntouched(at: folder.at(path(file.name))), sourceLocation: sourceLocation)
    }
    let result = try search()
    #expect(result.index.kind == kind && result.indexProblem == nil, sourceLocation: sourceLocation)
  }

  /// Searches are exact, and say why.
  func expectExact(_ word: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for number in [0, 5] {
      let result = try search(number, count: 1000)
      #expect(result.index == .exact, sourceLocation: sourceLocation)
      let problem = try #require(result.indexProblem, sourceLocation: sourceLocation)
      #expect(
        (word.isEmpty || problem.contains(word)) && problem.hasSuffix("."), "\(problem)",
        sourceLocation: sourceLocation)
      #expect(problem.contains("lithoscope index"), "\(problem)", sourceLocation: sourceLocation)
      let truth = try search(number, count: 1000, exactly: true)
      #expect(result.matches == truth.matches, sourceLocation: sourceLocation)
      #expect(truth.indexProblem == nil, sourceLocation: sourceLocation)
    }
  }
}
