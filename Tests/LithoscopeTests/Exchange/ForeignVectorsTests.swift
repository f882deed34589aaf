import Descriptors
import Foundation
import Testing
import VectorSearch

@testable import Lithoscope

/// Vectors of other programs: a descriptor by which members are searched and evaluated, and that nobody computes.
@Suite("Vectors from elsewhere")
struct ForeignVectorsTests {
  let pictures: ExchangedPictures
  let place: TemporaryFolder

  init() throws {
    pictures = try ExchangedPictures()
    place = try TemporaryFolder()
  }

  /// Vectors of three numbers: those of `a` look one way, those of others another.
  private func vector(_ name: String, _ place: Int) -> [Float] {
    [name.hasPrefix("a/") ? 3 : -3, 1, Float(place) / 10]
  }

  private func lines(_ names: [String] = ExchangedPictures.names) -> String {
    names.enumerated().map { place, name in
      let numbers = vector(name, place).map { "\($0)" }.joined(separator: ", ")
      return "{\"path\": \(JSONText.quoted(name)), \"embedding\": [\(numbers)], \"model\": \"clip\"}\n"
    }.joined()
  }

  private func write(_ text: String, to name: String) throws -> String {
    try place.write(Array(text.utf8), to: name)
    return place.at(name)
  }

  @discardableResult
  private func take(_ file: String, as name: String = "clip", replacing: Bool = false) throws -> ImportReport
  {
    var options = ImportOptions()
    options.descriptor = name
    options.replaces = replacing
    return try pictures.collection.importVectors(file, options)
  }

  @Test("They are scaled to length 1, and members are found by them")
  func search() throws {
    let report = try take(write(lines(), to: "clip.jsonl"))
    #expect(report.counts == [7, 0, 0, 0])
    #expect(!report.areOwn)
    let stored = try pictures.vectors("clip")
    for (number, name) in ExchangedPictures.names.enumerated() where name != "copy.png" && name != "b/1.png" {
      #expect(try stored[name] == UnitVector.normalized(vector(name, number)).map(\.bitPattern))
    }
    let clip = try pictures.collection.descriptor(DescriptorReference("clip"))
    #expect(clip.isImported)
    let result = try pictures.collection.search("a/3.png", count: 3, descriptor: clip)
    #expect(result.matches.first?.path == "a/4.png")
    #expect((result.matches.first?.similarity ?? 0) > 0.9)
    #expect(result.matches.dropFirst().allSatisfy { $0.similarity < 0 })
  }

  @Test("A query that has none gets a sentence, and so has what cannot be explained")
  func strangers() throws {
    try take(write(lines(), to: "clip.jsonl"))
    let clip = try pictures.collection.descriptor(DescriptorReference("clip"))
    try place.write(try Picture.png(99), to: "outside.png")
    let outside = place.at("outside.png")
    #expect(throws: CollectionError.queryNotImported(outside, descriptor: "clip")) {
      try pictures.collection.search(outside, descriptor: clip)
    }
    #expect(throws: CollectionError.queryMissing("gone.png", folder: pictures.folder.path)) {
      try pictures.collection.search("gone.png", descriptor: clip)
    }
    var request = SearchRequest(["a/3.png"], descriptor: clip)
    request.explains = true
    #expect(throws: SearchRequestError.noExplanationOfImported(descriptor: "clip")) {
      try pictures.collection.search(request)
    }
    request.explains = false
    request.region = try QueryRegion("0,0,4,4")
    #expect(throws: CollectionError.queryNotImported("a/3.png", descriptor: "clip")) {
      try pictures.collection.search(request)
    }
  }

  @Test("Indexing goes on as before: new images lack them and are no failures, gone ones leave")
  func indexing() throws {
    try take(write(lines(), to: "clip.jsonl"))
    #expect(try pictures.collection.index().counts == [0, 0, 0, 7, 0])
    try pictures.folder.write(try Picture.png(77), to: "a/new.png")
    try pictures.folder.remove("a/4.png")
    #expect(try pictures.collection.index().counts == [1, 0, 1, 6, 0])
    #expect(try pictures.collection.index().counts == [0, 0, 0, 7, 0])
    #expect(try pictures.vectors("clip").count == 6)
    #expect(try pictures.vectors().count == 7)
    #expect(throws: CollectionError.imported(name: "clip")) {
      try pictures.collection.index(.using(Descriptor(imported: "clip", dimension: 3)))
    }
    // Computed anew is what can be computed.
    let before = try pictures.vectors("clip")
    var options = IndexOptions()
    options.rebuilds = true
    #expect(try pictures.collection.index(options).counts == [0, 7, 0, 0, 0])
    #expect(try pictures.vectors("clip") == before)

    // The new one's comes later, under the same name.
    let new = "{\"path\":\"a/new.png\",\"embedding\":[3,1,0.7]}\n"
    let more = try take(write(lines() + new, to: "more.jsonl"))
    #expect(more.counts == [1, 6, 1, 0])
  }

  @Test("Status says what they are; evaluation takes them with the images that have one")
  func evaluation() throws {
    try take(write(lines(), to: "clip.jsonl"))
    let status = try #require(try pictures.collection.status().descriptors.last)
    #expect(status.name == "clip")
    #expect(status.preprocessing == "imported/1")
    #expect(!status.isTrained)
    #expect(status.modelDigest == nil)
    #expect(status.composition == "clip")
    #expect(status.dimension == 3)

    try pictures.folder.write(try Picture.png(77), to: "a/new.png")
    try pictures.collection.index()
    var options = EvaluationOptions()
    options.descriptors = [try pictures.collection.descriptor(DescriptorReference("clip"))]
    let report = try #require(try pictures.collection.evaluate(options))
    #expect(report.lines.first?.name == "clip")
    #expect(report.remarks.contains { $0.contains("1 of 8 images") && $0.contains("lithoscope import") })
  }

  @Test("Into a folder that was never indexed, with what an indexing run then adds")
  func freshFolder() throws {
    let bare = try ExchangedPictures(isIndexed: false)
    var options = ImportOptions()
    options.descriptor = "clip.b-32"
    let report = try bare.collection.importVectors(write(lines(), to: "clip.jsonl"), options)
    #expect(report.images == 7)
    #expect(try bare.collection.search("a/3.png", count: 1).matches.map(\.path) == ["a/4.png"])
    #expect(try bare.collection.index(.colours).failed.isEmpty)
    #expect(try bare.vectors() == pictures.vectors())
    #expect(try bare.collection.index().counts == [0, 0, 0, 7, 0])
  }

  @Test("Exported, they come back under their name", arguments: ExchangeFormat.allCases)
  func roundTrip(format: ExchangeFormat) throws {
    try take(write(lines(), to: "clip.jsonl"))
    let out = try TemporaryFolder()
    let clip = try pictures.collection.descriptor(DescriptorReference("clip"))
    let exported = try pictures.export(format, to: out) { $0.descriptor = clip }
    let bare = try ExchangedPictures(isIndexed: false)
    let report = try bare.collection.importVectors(exported.vectors)
    #expect(report.descriptor == "clip")
    #expect(try bare.vectors("clip") == pictures.vectors("clip"))
    #expect(try bare.answers("clip") == pictures.answers("clip"))
  }

  @Test("Columns of pandas, doubles of NumPy, paths with the folder before them")
  func dialects() throws {
    let names = ["a/3.png", "a/4.png", "b/2.png"]
    let csv = "0,1,Path\n3,1,./a/3.png\n3,1,\(pictures.folder.path)/a/4.png\n-3,1,b/2.png\n"
    #expect(try take(write(csv, to: "p.csv"), as: "pandas").images == 3)
    let doubles: [Double] = [3, 1, 3, 1, -3, 1]
    let header = NumPyHeader(element: .float64, rows: 3, dimension: 2).bytes
    try place.write(
      header + doubles.flatMap { withUnsafeBytes(of: $0.bitPattern) { Array($0) } }, to: "d.npy")
    _ = try write("path\n" + names.joined(separator: "\n"), to: "d.csv")
    #expect(try take(place.at("d.npy"), as: "doubles").images == 3)
    let halves: [Float16] = [3, 1, 3, 1, -3, 1]
    let small = NumPyHeader(element: .float16, rows: 3, dimension: 2).bytes
    try place.write(small + halves.flatMap { withUnsafeBytes(of: $0.bitPattern) { Array($0) } }, to: "h.npy")
    _ = try write("path\n" + names.joined(separator: "\n"), to: "h.csv")
    #expect(try take(place.at("h.npy"), as: "halves").images == 3)
    #expect(try pictures.vectors("pandas") == pictures.vectors("doubles"))
    #expect(try pictures.vectors("pandas") == pictures.vectors("halves"))
  }

  @Test("Other vectors under a name that is taken are refused, unless they are to replace it")
  func replacing() throws {
    let file = try write(lines(), to: "clip.jsonl")
    try take(file)
    #expect(try take(file).unchanged == 7)
    let turned = try write(
      ExchangedPictures.names.map { "{\"path\":\(JSONText.quoted($0)),\"embedding\":[0,0,1]}\n" }.joined(),
      to: "turned.jsonl")
    let before = try pictures.vectors("clip")
    #expect(throws: ImportError.self) { try take(turned) }
    #expect(try pictures.vectors("clip") == before)
    let wide = try write("{\"path\":\"a/3.png\",\"embedding\":[1,2]}", to: "wide.jsonl")
    #expect(throws: ImportError.otherSize(name: "clip", has: 3, found: 2)) { try take(wide) }
    #expect(try take(turned, replacing: true).images == 7)
    #expect(Set(try pictures.vectors("clip").values).count == 1)
    #expect(try take(wide, replacing: true).images == 1)
    #expect(try pictures.collection.index().counts == [0, 0, 0, 7, 0])
  }
}
