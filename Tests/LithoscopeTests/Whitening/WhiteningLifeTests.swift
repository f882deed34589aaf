import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

@Suite("Whitened vectors come and go with the collection")
struct WhiteningLifeTests {
  @Test("Indexing fits a whitening and writes whitened rows; searches compare these")
  func comingUp() throws {
    let place = try WhitenedCollection(70)
    try place.index()
    try place.expectWhole()
    #expect(try place.files() == ["lbp.f32", "lbp.whitened.f32"])
    #expect(try place.collection.status().descriptors.map(\.whitenedOn) == [70])

    let record = try place.descriptor()
    let known = try #require(try place.known())
    let whitening = try #require(Whitening(encoded: known.parameters))
    let raw = try VectorMatrix(
      path: place.collection.layout.vectorFile("lbp.f32"), dimension: 256, rows: record.rowCount)
    let fitted = try Whitening(
      fittedTo: raw, rows: Array(0..<70), layout: WhitenedCollection.components)
    #expect(fitted == whitening)

    let (query, hits) = try place.collection.openCatalog().read { reader in
      let path = try #require(RelativePath(WhitenedCollection.name(0)))
      let row = try #require(try reader.row(forPath: path, descriptor: record.id))
      return (
        whitening.apply(raw.row(row)),
        try (0..<70).map { other in
          (try #require(try reader.images(forRows: [other], descriptor: record.id)[other]?.first), other)
        }
      )
    }
    let similarities = Dictionary(
      uniqueKeysWithValues: try hits.map { image, row in
        (image.path.string, try UnitVector.cosine(query, whitening.apply(raw.row(row))))
      })
    let matches = try place.matches()
    #expect(matches.count == 69)
    #expect(matches.allSatisfy { abs($0.similarity - (similarities[$0.path] ?? 2)) < 1e-5 })
    // Centred, the similarities lie about zero; raw ones of this kind are all above.
    #expect((matches.last?.similarity ?? 1) < 0)
  }

  @Test("A copy of a member, described anew, is its twin")
  func copies() throws {
    let place = try WhitenedCollection(60)
    try place.index()
    try place.folder.write(try Picture.png(5, side: 12), to: ".copy.png")
    let best = try #require(try place.collection.search(place.folder.at(".copy.png"), count: 1).matches.first)
    #expect(best.path == WhitenedCollection.name(5))
    #expect(best.similarity > 0.99999)
  }

  @Test("Fewer than fifty images are compared as they are; growing and shrinking across makes and drops it")
  func fewImages() throws {
    let place = try WhitenedCollection(49)
    try place.index()
    #expect(try place.files() == ["lbp.f32"])
    #expect(try place.collection.status().descriptors.map(\.whitenedOn) == [nil])
    let raw = try place.matches()
    #expect((raw.last?.similarity ?? 0) > 0)

    try place.add(49..<50)
    try place.index()
    try place.expectWhole()
    try place.remove(49..<50)
    try place.index()
    #expect(try place.files() == ["lbp.f32"])
    #expect(try place.matches() == raw)
  }

  @Test("Images that come and go have it fitted anew: answers do not depend on how the images came in")
  func changes() throws {
    let place = try WhitenedCollection(70)
    try place.index()
    try place.add(70..<80)
    try place.index()
    try place.expectWhole()
    #expect(try place.files() == ["lbp.f32", "lbp.whitened.2.f32"])
    try place.remove(20..<30)
    try place.index()
    try place.expectWhole()
    #expect(try place.known()?.file == "lbp.whitened.3.f32")
    #expect(try place.collection.status().descriptors.map(\.whitenedOn) == [70])

    let other = try WhitenedCollection(80)
    try other.remove(20..<30)
    try other.index()
    try place.expectAnswers(of: other)
    // Nothing has changed, so nothing is written.
    let before = try place.known()
    try place.index()
    #expect(try place.known() == before)
  }

  @Test("A large collection keeps its whitening until a tenth has changed; new rows are added to the file")
  func largeCollection() throws {
    let place = try WhitenedCollection(100, largest: 10)
    try place.index()
    let first = try #require(try place.known())
    try place.add(100..<106)
    try place.remove(0..<4)
    try place.index()
    let second = try #require(try place.known())
    #expect(second.file == first.file && second.parameters == first.parameters)
    #expect(second.rowCount == 106 && second.fittedContents == 100)
    try place.expectWhole()
    #expect(try place.matches(7).count == 101)

    try place.add(106..<107)
    try place.index()
    let third = try #require(try place.known())
    #expect(third.parameters != first.parameters && third.fittedContents == 103 && third.fittedRows == 107)
    try place.expectWhole()
  }

  @Test("A run that was stopped fits nothing, and what is there is searched; the next one fits")
  func stopped() throws {
    let place = try WhitenedCollection(120)
    let report = try place.collection.index(.using(.lbp)) { $0.done == 80 ? .stop : .proceed }
    #expect(report.wasStopped)
    #expect(try place.known() == nil)
    #expect(try place.matches().count >= 60)
    try place.index()
    try place.expectWhole()

    try place.add(120..<300)
    let again = try place.collection.index(.using(.lbp)) { $0.done == 100 ? .stop : .proceed }
    #expect(again.wasStopped)
    let known = try #require(try place.known())
    let rows = try place.descriptor().rowCount
    #expect(known.rowCount == 120 && rows > 120)
    #expect(try place.matches().count == rows - 1)
  }

  @Test("A compaction and a rebuild have whitened rows under new names")
  func rewriting() throws {
    let place = try WhitenedCollection(700)
    try place.index()
    try place.remove(300..<700)
    try place.index()
    try place.expectWhole()
    #expect(try place.files() == ["lbp.2.f32", "lbp.2.whitened.f32"])
    let before = try place.matches()
    #expect(before.count == 299)
    try place.collection.index(.using(.lbp, rebuilding: true))
    try place.expectWhole()
    #expect(try place.files() == ["lbp.3.f32", "lbp.3.whitened.f32"])
    #expect(Set(try place.matches().map(\.path)) == Set(before.map(\.path)))
  }

  @Test("A descriptor that is not to be whitened any more loses it")
  func otherChoice() throws {
    let place = try WhitenedCollection(60)
    try place.index()
    var plain = place.collection
    plain.whitening = WhiteningChoice(components: { _ in nil })
    // Nobody has indexed yet: raw rows are compared all the same.
    #expect((try plain.search(WhitenedCollection.name(0), count: 100).matches.last?.similarity ?? -1) > 0)
    try plain.index()
    #expect(try place.known() == nil)
    #expect(try place.files() == ["lbp.f32"])
  }

  @Test("Filters, several images, unwanted ones and expansion work on whitened rows")
  func requests() throws {
    let place = try WhitenedCollection(90)
    try place.index()
    var request = SearchRequest([WhitenedCollection.name(0), WhitenedCollection.name(2)], count: 100)
    request.excluded = [WhitenedCollection.name(1)]
    request.expansion = 3
    request.filter.labels = ["even"]
    let matches = try place.collection.search(request).matches
    #expect(matches.count == 43)
    #expect(matches.allSatisfy { $0.label == "even" })
    // And the same while half of the whitened rows are still to be written.
    try place.change { $0.rowCount = 70 }
    #expect(try place.collection.search(request).matches == matches)
  }
}
