import Foundation
import Testing
import VectorSearch

@testable import Lithoscope

@Suite("The evaluation of an index")
struct IndexEvaluationTests {
  private func options(_ kind: IndexKind) -> IndexEvaluationOptions {
    var options = IndexEvaluationOptions(kind)
    options.queries = 40
    options.settings.trees = 20
    return options
  }

  @Test(
    "Each kind is measured against exact search, and the collection stays as it was",
    arguments: IndexKind.allCases)
  func kinds(_ kind: IndexKind) throws {
    let place = try IndexedPictures(150)
    try place.index()
    let before = (try place.known(), try place.files())
    let report = try #require(try place.collection.evaluate(options(kind)))
    #expect(report.kind == kind && report.descriptor == "lbp" && report.folder == place.folder.path)
    #expect(report.k == 10 && report.queries == 40 && report.vectors == 150 && report.threads == 1)
    #expect(report.exactBytesPerVector == 1024 && report.bytesPerVector > 1024)
    #expect(report.exact.queriesPerSecond > 0 && report.buildSeconds > 0)
    #expect(!report.curve.isEmpty && report.curve.allSatisfy { $0.queriesPerSecond > 0 })
    #expect(report.curve.allSatisfy { (0...1).contains($0.recall) })
    #expect(report.best.recall >= 0.99)
    let efforts = report.curve.compactMap(\.effort)
    #expect(efforts.count == (kind == .exact ? 0 : report.curve.count))
    #expect(zip(efforts, efforts.dropFirst()).allSatisfy { $0 < $1 })
    if kind == .exact { #expect(report.curve.map(\.recall) == [1]) }
    #expect(try place.known() == before.0 && place.files() == before.1)
  }

  @Test("One effort, other numbers of neighbours")
  func oneEffort() throws {
    let place = try IndexedPictures(60)
    try place.index()
    var options = options(.hnsw)
    options.effort = 33
    options.k = 3
    options.queries = 1000
    let report = try #require(try place.collection.evaluate(options))
    #expect(report.curve.map(\.effort) == [33] && report.best.effort == 33)
    #expect(report.k == 3 && report.queries == 60)
  }

  @Test("It can be stopped at every stage, and leaves nothing behind")
  func stopped() throws {
    let place = try IndexedPictures(60)
    try place.index()
    for stage in [IndexEvaluationProgress.Stage.searching, .building, .measuring] {
      var isSeen = false
      let report = try place.collection.evaluate(options(.hnsw)) { progress in
        if progress.stage == stage { isSeen = true }
        return progress.stage != stage
      }
      #expect(report == nil && isSeen)
    }
  }

  @Test("What cannot be measured is refused in a sentence")
  func refused() throws {
    let place = try IndexedPictures(1)
    try place.index()
    #expect(throws: IndexEvaluationError.tooFewVectors(1, folder: place.folder.path)) {
      try place.collection.evaluate(options(.hnsw))
    }
    var none = options(.hnsw)
    none.queries = 0
    #expect(throws: IndexEvaluationError.nothingAsked) { try place.collection.evaluate(none) }
    none = options(.hnsw)
    none.effort = -1
    #expect(throws: IndexSettingsError.badEffort(-1)) { try place.collection.evaluate(none) }
    none = options(.annoy)
    none.settings.trees = 0
    #expect(throws: IndexSettingsError.badTrees(0)) { try place.collection.evaluate(none) }
  }
}
