import Catalog
import Descriptors
import Foundation
import Testing

@testable import Lithoscope

/// What was exported comes in as if it had been computed: on another computer with the same pictures, in a collection
/// that lacks it, and a second time.
@Suite("Exported vectors come back")
struct RoundTripTests {
  let pictures: ExchangedPictures
  let place: TemporaryFolder

  init() throws {
    pictures = try ExchangedPictures()
    place = try TemporaryFolder()
  }

  @Test(
    "Into a folder that was never indexed: the same vectors, the same answers",
    arguments: ExchangeFormat.allCases)
  func freshFolder(format: ExchangeFormat) throws {
    let exported = try pictures.export(format, to: place)
    let other = try ExchangedPictures(isIndexed: false)
    let report = try other.collection.importVectors(exported.vectors)
    #expect(report.rows == 7)
    #expect(report.counts == [7, 0, 0, 0])
    #expect(report.areOwn)
    #expect(report.unusable.isEmpty)
    #expect(try other.vectors() == pictures.vectors())
    #expect(try other.answers() == pictures.answers())
    #expect(try other.collection.index(.using(.rgbHistogram)).counts == [0, 0, 0, 7, 0])

    // Exported once more, the files are the same to the last byte.
    let again = try TemporaryFolder()
    _ = try other.export(format, to: again)
    #expect(try again.names() == place.names())
    for name in try place.names() { #expect(try again.read(name) == place.read(name), "\(name)") }
    // And what is there is not imported twice.
    #expect(try other.collection.importVectors(exported.vectors).unchanged == 7)
    #expect(try other.vectors() == pictures.vectors())
  }

  @Test("Contents count, not names: moved and copied files get their vectors, others none")
  func moved() throws {
    let exported = try pictures.export(.npy, to: place)
    let folder = try TemporaryFolder()
    try folder.write(try Picture.png(2), to: "elsewhere/now.png")
    try folder.write(try Picture.png(2), to: "twice.png")
    try folder.write(try Picture.png(50), to: "b/1.png")
    try folder.write(Array("no picture".utf8), to: "notes.txt")
    let collection = try folder.collection()
    let report = try collection.importVectors(exported.vectors)
    #expect(report.images == 2)
    #expect(report.missing == 6)
    #expect(report.left == 1)
    // What is left is described as ever.
    #expect(try collection.index(.using(.rgbHistogram)).counts == [1, 0, 0, 2, 0])
  }

  @Test("Beside other descriptors: an image that came by import gets the rest by indexing")
  func besideOthers() throws {
    let exported = try pictures.export(.jsonl, to: place)
    let other = try ExchangedPictures(isIndexed: false)
    try other.folder.remove("b/2.png")
    try other.collection.index(.using(.lbp))
    try other.folder.write(try Picture.png(2), to: "b/2.png")
    let report = try other.collection.importVectors(exported.vectors)
    #expect(report.counts == [7, 0, 0, 0])
    let indexed = try other.collection.index()
    #expect(indexed.failed.isEmpty)
    #expect(try other.vectors() == pictures.vectors())
    #expect(try other.vectors("lbp") == pictures.vectors("lbp"))
    #expect(try other.collection.index().counts == [0, 0, 0, 7, 0])
  }

  @Test("What was whitened there is whitened here, and answers the same")
  func whitened() throws {
    let (one, other) = (try WhitenedCollection(80), try WhitenedCollection(80))
    try one.index()
    var options = ExportOptions(format: .npy)
    options.path = place.at("w")
    let exported = try #require(try one.collection.exportVectors(options))
    _ = try other.collection.importVectors(exported.vectors)
    try other.expectWhole()
    try other.expectAnswers(of: one)
    options.compared = true
    let compared = try #require(try one.collection.exportVectors(options))
    #expect(throws: ImportError.compared(path: compared.vectors)) {
      try other.collection.importVectors(compared.vectors)
    }
  }

  @Test("Stopped on the way, an import goes on where it was")
  func stopped() throws {
    let folder = try TemporaryFolder()
    for seed in 0..<150 { try folder.write(try Picture.png(seed, side: 4), to: "\(seed).png") }
    let collection = try folder.collection()
    try collection.index(.colours)
    var options = ExportOptions(format: .csv)
    options.path = place.path
    let exported = try #require(try collection.exportVectors(options))
    try folder.remove(".lithoscope")

    let first = try collection.importVectors(exported.vectors) { $0.done > 0 ? .stop : .proceed }
    #expect(first.wasStopped)
    #expect((1..<150).contains(first.images))
    let second = try collection.importVectors(exported.vectors)
    #expect(second.images + second.unchanged == 150)
    #expect(second.unchanged == first.images)
    #expect(try collection.index(.colours).counts == [0, 0, 0, 150, 0])
    // Stopped while the file is read, it has kept nothing.
    try folder.remove(".lithoscope")
    #expect(try collection.importVectors(exported.vectors) { _ in .stop }.wasStopped)
    #expect(!collection.layout.hasCatalog)
  }

  @Test("Who may be indexing is waited for or refused, as by indexing")
  func locked() throws {
    let exported = try pictures.export(.npy, to: place)
    let lock = try CollectionLock.acquire(folder: pictures.collection.layout.storage)
    defer { lock.release() }
    #expect(throws: CollectionLockError.self) { try pictures.collection.importVectors(exported.vectors) }
  }
}
