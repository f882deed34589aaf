import Testing

@testable import Lithoscope

@Suite struct CalibratedScoresTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder)
    try folder.collection().index(.colours)
  }

  @Test func aResultSaysItsChanceOnceTheCollectionWasEvaluated() throws {
    let collection = try folder.collection()
    #expect(try collection.search("c0/rock0.png").scores == nil)
    let report = try #require(try collection.evaluate())
    let result = try collection.search("c0/rock0.png", count: 23)
    let scores = try #require(result.scores)
    #expect(scores.stored.calibration == report.lines[0].result.calibration?.hitsCalibration)
    #expect(scores.stored.calibration.pairs > 0 && scores.stored.images == 24)
    let chances = result.matches.map { scores.chance(of: $0) }
    #expect(chances == chances.sorted(by: >) && chances.allSatisfy { (0...1).contains($0) })
    #expect(chances[0] > 0.5 && !scores.haveNoGoodMatch(result.matches))
    #expect(scores.haveNoGoodMatch([]))
    // The last one is of another class, and unlike.
    #expect(scores.haveNoGoodMatch([result.matches[22]]))
  }

  @Test func onlyOneWholeImageHasACalibratedScore() throws {
    let collection = try folder.collection()
    _ = try collection.evaluate()
    var request = SearchRequest(["c0/rock0.png"])
    request.expansion = 3
    #expect(try collection.search(request).scores == nil)
  }
}
