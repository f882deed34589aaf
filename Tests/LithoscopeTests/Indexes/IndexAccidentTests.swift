import Catalog
import Foundation
import Glibc
import Testing
import VectorSearch

@testable import Lithoscope

/// Every state that a killed run or an accident can leave: a search answers, and the next run heals.
@Suite("Indexes after accidents")
struct IndexAccidentTests {
  let place: IndexedPictures

  init() throws {
    place = try IndexedPictures(100)
    try place.index(IndexSettings(kind: .hnsw))
  }

  private func heals(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try place.index().counts == [0, 0, 0, 100, 0], sourceLocation: sourceLocation)
    try place.expectWhole(.hnsw, rows: 100, sourceLocation: sourceLocation)
  }

  @Test("Killed before the first index counted: its files are there, and nobody names them")
  func beforeTheFirst() throws {
    let catalog = try Catalog(folder: place.collection.layout.storage, mode: .write)
    try catalog.removeIndex(of: try place.descriptor().id)
    try catalog.close()
    try place.folder.write([1, 2, 3], to: place.path("lbp.7.hnsw.new"))
    try place.folder.write([1, 2, 3], to: place.path("lbp.8.int8"))
    try place.expectExact("not there yet")
    try heals()
  }

  @Test("Killed before the old files were deleted: those are too many")
  func filesTooMany() throws {
    for name in ["lbp.9.hnsw", "lbp.9.ann.new", "other.2.f16"] {
      try place.folder.write([UInt8](repeating: 9, count: 4096), to: place.path(name))
    }
    // What is not ours stays.
    try place.folder.write([1], to: place.path("notes.txt"))
    #expect(try place.search().index.kind == .hnsw)
    try place.index()
    #expect(try place.files().contains("notes.txt"))
    try place.folder.remove(place.path("notes.txt"))
    try heals()
  }

  @Test("Files that are gone, too short, foreign, or changed by a byte")
  func damagedFiles() throws {
    for number in [0, 1] {
      let name = { try #require(try place.known()).files[number].name }
      try place.folder.remove(place.path(try name()))
      try place.expectExact(try name())
      try heals()
      var bytes = try place.folder.read(place.path(try name()))
      try place.folder.write(Array(bytes.dropLast()), to: place.path(try name()))
      try place.expectExact("changed")
      try heals()
      try place.folder.write([], to: place.path(try name()))
      try place.expectExact("changed")
      try heals()
      bytes = try place.folder.read(place.path(try name()))
      bytes[bytes.count / 2] ^= 1
      try place.folder.write(bytes, to: place.path(try name()))
      try place.expectExact("changed")
      try heals()
    }
  }

  @Test("A change is seen even where size and time of modification are put back")
  func backdated() throws {
    let file = try #require(try place.known()).files[1]
    var bytes = try place.folder.read(place.path(file.name))
    bytes[bytes.count - 1] ^= 0x40
    try place.folder.write(bytes, to: place.path(file.name))
    let moment = timespec(
      tv_sec: Int(file.modifiedNanoseconds / 1_000_000_000),
      tv_nsec: Int(file.modifiedNanoseconds % 1_000_000_000))
    #expect(utimensat(AT_FDCWD, place.folder.at(place.path(file.name)), [moment, moment], 0) == 0)
    try place.expectExact("changed")
    try heals()
  }

  @Test("Files that were copied or touched are hashed, and used; the next run knows them again")
  func copied() throws {
    let before = try #require(try place.known())
    for file in before.files {
      let bytes = try place.folder.read(place.path(file.name))
      try place.folder.remove(place.path(file.name))
      try place.folder.write(bytes, to: place.path(file.name))
      #expect(!file.isUntouched(at: place.folder.at(place.path(file.name))))
    }
    #expect(try place.search().index.kind == .hnsw && place.search().indexProblem == nil)
    #expect(try place.index().indexes.first?.wasBuilt == false)
    let after = try #require(try place.known())
    #expect(after.files != before.files && after.files.map(\.digest) == before.files.map(\.digest))
    try place.expectWhole(.hnsw, rows: 100)
  }

  @Test("A record of other vectors, other rows, other files or another kind")
  func foreignRecords() throws {
    let good = try #require(try place.known())
    let changes: [(String, (inout IndexRecord) -> Void)] = [
      ("other vectors", { $0.vectorFile = "lbp.2.f32" }), ("other vectors", { $0.rows = 0 }),
      ("", { $0.rows = 64 }), ("another-kind", { $0.kind = "another-kind" }),
      ("", { $0.files.removeLast() }), ("", { $0.files.reverse() }), ("", { $0.kind = "annoy" }),
      (
        "changed",
        {
          $0.files[1].digest = String(repeating: "0", count: 64); $0.files[1].inode = 0
        }
      ),
    ]
    for (word, change) in changes {
      try place.change(change)
      try place.expectExact(word)
      try heals()
    }
    #expect(try place.known()?.recall == good.recall)
  }

  @Test("A record and settings that are no text of ours")
  func garbage() throws {
    let catalog = try Catalog(folder: place.collection.layout.storage, mode: .write)
    try catalog.setProperty("index", to: "{\"kind\":\"hnsw\",\"trees\":-1}")
    try catalog.close()
    #expect(try place.search().index.kind == .hnsw)
    // The settings are lost, so the default holds.
    #expect(try place.index().indexes.first?.kind == .exact)
  }

  @Test("The same vectors under another name, and other vectors under the same")
  func otherVectors() throws {
    // A vector file that an accident has put in the place of the right one.
    var bytes = try place.folder.read(".lithoscope/vectors/lbp.f32")
    bytes.swapAt(4 * 256 * 2 + 3, 4 * 256 * 99 + 3)
    let row = 4 * 256
    let rotated = Array(bytes[row...] + bytes[..<row])
    try place.folder.write(rotated, to: ".lithoscope/vectors/lbp.f32")
    let result = try place.search()
    #expect(result.index == .exact)
    #expect(result.indexProblem?.contains("other vectors") == true)
  }

  @Test("A run that is stopped while it builds leaves what there was, and the next one builds")
  func stopped() throws {
    let before = try #require(try place.known())
    var settings = IndexSettings(kind: .hnsw)
    settings.neighbours = 8
    var asked = 0
    let report = try place.index(settings) { progress in
      guard case .index(let descriptor) = progress.stage else { return .proceed }
      #expect(descriptor == "lbp" && progress.done <= progress.total)
      asked += 1
      return .stop
    }
    #expect(report.wasStopped && report.indexes.isEmpty && asked >= 1)
    #expect(try place.known() == before)
    #expect(try place.search().index.kind == .hnsw && place.search().indexProblem == nil)
    #expect(try place.index().indexes.first?.wasBuilt == true)
    #expect(try place.known()?.parameters["neighbours"] == 8)
    try place.expectWhole(.hnsw, rows: 100)
  }

  @Test("A run that is stopped while it measures leaves what there was as well")
  func stoppedMeasuring() throws {
    // At the end, when the graph is there and its recall is measured.
    var settings = IndexSettings(kind: .hnsw)
    settings.neighbours = 9
    let report = try place.index(settings) { progress in
      if case .index = progress.stage, progress.done == progress.total { return .stop }
      return .proceed
    }
    #expect(report.wasStopped)
    #expect(try place.known()?.parameters["neighbours"] == 16)
    try place.index()
    try place.expectWhole(.hnsw, rows: 100)
  }
}
