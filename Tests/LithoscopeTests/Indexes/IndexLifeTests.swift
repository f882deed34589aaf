import Catalog
import Testing
import VectorSearch

@testable import Lithoscope

/// Indexes come, grow, change and go with the collection.
@Suite("Indexes over a collection's vectors")
struct IndexLifeTests {
  @Test("Each kind is built without a look at the images, kept, and built again only when asked otherwise")
  func kinds() throws {
    let place = try IndexedPictures(150)
    try place.index(IndexSettings(kind: .hnsw))
    try place.expectWhole(.hnsw, rows: 150)
    let vectors = try place.folder.read(".lithoscope/vectors/lbp.f32")
    let first = try #require(try place.known())

    let again = try place.index()
    #expect(again.counts == [0, 0, 0, 150, 0])
    #expect(
      again.indexes.map(\.kind) == [.hnsw] && again.indexes.allSatisfy { !$0.wasBuilt && $0.seconds == 0 })
    #expect(try place.known() == first)

    var annoy = IndexSettings(kind: .annoy)
    annoy.trees = 20
    let report = try place.index(annoy)
    #expect(report.counts == [0, 0, 0, 150, 0])
    let outcome = try #require(report.indexes.first)
    #expect(outcome.wasBuilt && outcome.kind == .annoy && outcome.descriptor == "lbp")
    #expect(outcome.recall >= 0.99 && outcome.effort ?? 0 >= 1 && outcome.bytes > 0 && outcome.seconds > 0)
    try place.expectWhole(.annoy, rows: 150)
    #expect(try place.files().allSatisfy { $0.hasSuffix(".ann") })
    #expect(try place.folder.read(".lithoscope/vectors/lbp.f32") == vectors)

    annoy.trees = 21
    #expect(try place.index(annoy).indexes.allSatisfy(\.wasBuilt))
    #expect(try place.known()?.parameters == ["trees": 21])

    let auto = try place.index(IndexSettings())
    #expect(auto.indexes.map(\.kind) == [.exact])
    #expect(auto.indexes.first?.recall == 1 && auto.indexes.first?.effort == nil)
    #expect(try place.search().index == .exact && place.search().indexProblem == nil)
  }

  @Test(
    "Exact search has a copy of many vectors, and answers as without",
    .enabled(if: CompactRows.pay, "needs a processor on which copies pay"))
  func exactCopy() throws {
    let place = try IndexedPictures(120)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    try place.expectWhole(.exact, rows: 120)
    #expect(try place.files() == ["lbp.1.int8"])
    try place.add(120..<128)
    #expect(try place.index().indexes.first?.wasBuilt == false)
    #expect(try place.known()?.rows == 120)
    for number in [0, 7, 125] {
      #expect(
        try place.search(number, count: 60).matches == place.search(number, count: 60, exactly: true).matches)
    }
    try place.add(128..<150)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    #expect(try place.known()?.rows == 150 && place.files() == ["lbp.2.int8"])
    try place.remove(20..<150)
    try place.index()
    #expect(try place.files().isEmpty && place.known() == nil)
  }

  @Test("A graph grows with the collection")
  func growingGraph() throws {
    let place = try IndexedPictures(100)
    try place.index(IndexSettings(kind: .hnsw))
    try place.add(100..<103)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    try place.expectWhole(.hnsw, rows: 103)
    // A copy of a new image is found at once.
    try place.folder.write(try Picture.png(102, side: 12), to: "copy.png")
    try place.index()
    #expect(try place.search(102).matches.first?.path == "copy.png")
  }

  @Test("Trees do not grow: a few new rows are searched beside them, many have them built anew")
  func trees() throws {
    let place = try IndexedPictures(100)
    try place.index(IndexSettings(kind: .annoy))
    try place.add(100..<108)
    #expect(try place.index().indexes.first?.wasBuilt == false)
    #expect(try place.known()?.rows == 100)
    try place.folder.write(try Picture.png(107, side: 12), to: "copy.png")
    try place.index()
    let result = try place.search(107)
    #expect(result.matches.first?.path == "copy.png" && result.index.kind == .annoy)
    try place.add(108..<125)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    try place.expectWhole(.annoy, rows: 125)
  }

  @Test("Images that are gone are found no more, and once they are many the graph is built anew")
  func removals() throws {
    let place = try IndexedPictures(120)
    try place.index(IndexSettings(kind: .hnsw))
    let before = try #require(try place.known())
    try place.remove(100..<120)
    try place.index()
    #expect(try place.known() == before)
    let found = try place.search(0, count: 200) { $0.effort = 200 }.matches
    #expect(found.count == 99 && !found.contains { $0.path == IndexedPictures.name(110) })
    try place.remove(80..<100)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    #expect(try place.known()?.deadRows == 40)
    #expect(try place.index().indexes.first?.wasBuilt == false)
    #expect(try place.search(0, count: 200) { $0.effort = 200 }.matches.count == 79)
  }

  @Test("Vectors that are made anew have another index")
  func rebuilding() throws {
    let place = try IndexedPictures(60)
    try place.index(IndexSettings(kind: .hnsw))
    try place.collection.index(.using(.lbp, rebuilding: true))
    try place.expectWhole(.hnsw, rows: 60)
    #expect(try place.known()?.vectorFile == "lbp.2.f32")
  }

  @Test("Filters, unwanted images, expansion and efforts work on every kind", arguments: IndexKind.allCases)
  func requests(_ kind: IndexKind) throws {
    let place = try IndexedPictures(120)
    try place.index(IndexSettings(kind: kind))
    try place.folder.write(try Picture.png(4, side: 12), to: "even/copy.png")
    try place.index()
    func check(_ change: (inout SearchRequest) -> Void, sourceLocation: SourceLocation = #_sourceLocation)
      throws
    {
      // So hard that nothing is missed.
      let found = try place.search(4, count: 30) {
        change(&$0)
        $0.effort = 100_000
      }
      let truth = try place.search(4, count: 30, exactly: true, change: change)
      #expect(found.matches == truth.matches, sourceLocation: sourceLocation)
      #expect(found.searched == truth.searched, sourceLocation: sourceLocation)
      #expect(found.index.kind == kind, sourceLocation: sourceLocation)
    }
    let condition = try FilterCondition("path=*/1*")
    try check { _ in }
    try check { $0.filter.labels = ["odd"] }
    try check { $0.filter.conditions = [condition] }
    try check { $0.excluded = [IndexedPictures.name(7)] }
    try check { $0.expansion = 5 }
    try check { $0.images.append(IndexedPictures.name(9)) }
    try check { $0.count = 500 }
    #expect(try place.search(4).matches.first?.path == "even/copy.png")
    // Fewer than asked for only where there are fewer.
    #expect(try place.search(4, count: 40) { $0.effort = 1 }.matches.count == 40)
    #expect(throws: IndexSettingsError.badEffort(0)) { try place.search(4) { $0.effort = 0 } }
  }

  @Test("A recall that was measured is kept; another one that is wanted is measured, and nothing else")
  func recall() throws {
    let place = try IndexedPictures(150)
    var settings = IndexSettings(kind: .hnsw)
    settings.recall = 0.5
    try place.index(settings)
    let low = try #require(try place.known())
    #expect(low.recall >= 0.5 && low.queries == 150 && low.wantedRecall == 0.5)
    settings.recall = 1
    #expect(try place.index(settings).indexes.first?.wasBuilt == false)
    let high = try #require(try place.known())
    #expect(high.files == low.files && high.wantedRecall == 1)
    #expect(high.recall >= low.recall && high.effort ?? 0 >= low.effort ?? 0)
    let result = try place.search()
    #expect(result.index.effort == high.effort && result.index.recall == high.recall)
    #expect(result.index.queries == 150)
    #expect(try place.search { $0.effort = 1 }.index.recall == (high.effort == 1 ? high.recall : nil))
    #expect(try place.search { $0.effort = 1_000_000 }.index.recall == high.recall)
  }

  @Test("Settings out of bounds are refused before anything is done")
  func bounds() throws {
    let place = try IndexedPictures(3)
    let bad: [((inout IndexSettings) -> Void, IndexSettingsError)] = [
      ({ $0.trees = 0 }, .badTrees(0)), ({ $0.neighbours = 1 }, .badNeighbours(1)),
      ({ $0.breadth = 0 }, .badBreadth(0)), ({ $0.recall = 0 }, .badRecall(0)),
      ({ $0.recall = 1.1 }, .badRecall(1.1)),
    ]
    for (change, error) in bad {
      var settings = IndexSettings(kind: .hnsw)
      change(&settings)
      #expect(throws: error) { try place.index(settings) }
      #expect(error.description.hasSuffix("."))
    }
    #expect(throws: CollectionError.self) { try place.collection.status() }
    #expect(throws: IndexSettingsError.self) {
      var settings = IndexSettings()
      settings.recall = .nan
      try place.index(settings)
    }
  }

  @Test("A single image, and images without anything in common, have an index too")
  func tiny() throws {
    for kind in IndexKind.allCases {
      let place = try IndexedPictures(1, fewestCopied: 1)
      try place.index(IndexSettings(kind: kind))
      #expect(try place.search().matches.isEmpty)
      try place.add(1..<3)
      try place.index()
      #expect(try place.search().matches.count == 2)
      try place.remove(0..<3)
      try place.folder.write(try Picture.png(9), to: "9.png")
      try place.index()
      #expect(try place.collection.search("9.png").matches.isEmpty)
    }
  }

  @Test("The status says how each descriptor is searched")
  func status() throws {
    let place = try IndexedPictures(80)
    try place.index(IndexSettings(kind: .hnsw))
    let known = try #require(try place.known())
    let index = try #require(try place.collection.status().descriptors.first?.index)
    #expect(index.asked == "hnsw" && index.kind == "hnsw" && index.rows == 80)
    #expect(index.recall == known.recall && index.effort == known.effort)
    #expect(index.bytes == known.files.reduce(0) { $0 + $1.bytes })
    try place.index(IndexSettings(kind: .exact))
    #expect(try place.collection.status().descriptors.first?.index.asked == "exact")
  }

  @Test("A compaction leaves other vectors, and another index over them")
  func compaction() throws {
    let place = try IndexedPictures(600)
    try place.index(IndexSettings(kind: .hnsw))
    try place.remove(300..<600)
    try place.index()
    try place.expectWhole(.hnsw, rows: 300)
    #expect(try place.known()?.vectorFile == "lbp.2.f32" && place.known()?.deadRows == 0)
    #expect(
      try place.search(7, count: 299) { $0.effort = 1000 }.matches
        == place.search(7, count: 299, exactly: true).matches)
  }

  @Test("Whitened rows are what an index is made of, and those behind it are searched with it")
  func whitened() throws {
    // Few enough that the whitening is kept while little changes.
    let place = try WhitenedCollection(200, largest: 10)
    let index = { (settings: IndexSettings?) in
      var options = IndexOptions.using(.lbp)
      options.index = settings
      return try place.collection.index(options).indexes.first
    }
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
      var request = SearchRequest([WhitenedCollection.name(3)], count: 500)
      request.effort = 100_000
      let found = try place.collection.search(request)
      request.effort = nil
      request.exactly = true
      #expect(found.index.kind == .annoy && found.indexProblem == nil, sourceLocation: sourceLocation)
      #expect(try found.matches == place.collection.search(request).matches, sourceLocation: sourceLocation)
    }
    #expect(try index(IndexSettings(kind: .annoy))?.wasBuilt == true)
    let id = try place.descriptor().id
    let record = try #require(try place.collection.openCatalog().read { try $0.index(of: id) })
    #expect(record.vectorFile == "lbp.whitened.f32" && record.rows == 200)
    try check()
    try place.add(200..<206)
    #expect(try index(nil)?.wasBuilt == false)
    #expect(try place.known()?.rowCount == 206)
    try check()
    // Killed before the new rows were whitened: some lie in the file, some are made for the search.
    for rows in [205, 200] {
      try place.change { $0.rowCount = rows }
      let catalog = try Catalog(folder: place.collection.layout.storage, mode: .write)
      try catalog.setIndex(record, of: id)
      try catalog.close()
      let found = try place.matches(3)
      #expect(found.count == 205)
    }
    #expect(try index(nil)?.kind == .annoy)
    try check()
  }
}
