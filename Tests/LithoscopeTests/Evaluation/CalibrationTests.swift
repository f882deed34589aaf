import Catalog
import Evaluation
import Testing

@testable import Lithoscope

@Suite struct CalibrationKeepingTests {
  @Test func staysWithTheCollectionUntilTheVectorsAreMadeAnew() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder)
    let collection = try folder.collection()
    try collection.index(.colours)
    let stored = {
      try collection.openCatalog().read { reader in
        let record = try #require(try reader.descriptor(named: "rgb-histogram"))
        return try StoredCalibration(of: record.id, reader)
      }
    }
    #expect(try stored() == nil)
    let report = try #require(try collection.evaluate())
    let kept = try #require(try stored())
    #expect(kept.calibration == report.lines[0].result.calibration?.hitsCalibration)
    #expect(kept.images == 24 && kept.calibration.pairs > 0)
    // A glance at a few queries leaves it in place.
    var glance = EvaluationOptions()
    glance.queries = 6
    try #require(try collection.evaluate(glance) != nil)
    #expect(try stored() == kept)
    try collection.index(.using(.rgbHistogram, rebuilding: true))
    #expect(try stored() == nil)
  }
}
