import Testing

@testable import Evaluation

@Suite struct CalibrationTextTests {
  @Test func readsBackWhatItWrote() throws {
    let points = [
      CalibrationPoint(similarity: -0.1, probability: 0),
      CalibrationPoint(similarity: 1.0 / 3, probability: 1e-9),
      CalibrationPoint(similarity: 0.9997558593750001, probability: 2.0 / 3),
    ]
    let calibration = try #require(Calibration(points: points, pairs: 123_456_789_012, positives: 77))
    #expect(Calibration(encoded: calibration.encoded) == calibration)
    #expect(!calibration.encoded.contains("\n"))
  }

  @Test func readsBackTheLongest() throws {
    let points = (0..<Calibration.mostPoints).map {
      CalibrationPoint(similarity: -Double($0 + 1).squareRoot() * 1e-300, probability: 0.1 / 3)
    }
    let calibration = try #require(
      Calibration(points: points.reversed(), pairs: .max, positives: .max))
    #expect(Calibration(encoded: calibration.encoded) == calibration)
  }

  @Test(arguments: [
    "", " ", "isotonic1", "isotonic1 5 3", "isotonic1 5 3 ", "isotonic2 5 3 0:0.5", "isotonic1 5 6 0:0.5",
    "isotonic1 -5 -6 0:0.5", "isotonic1 5 3 0:nan", "isotonic1 5 3 nan:0.5", "isotonic1 5 3 inf:0.5",
    "isotonic1 5 3 0:1.0001", "isotonic1 5 3 0:-0.1", "isotonic1 5 3 0:0.5 0:0.6",
    "isotonic1 5 3 0:0.5 1:0.4",
    "isotonic1 5 3 1:0.5 0:0.6", "isotonic1 5 3 0:0.5:0.6", "isotonic1 5 3 0", "isotonic1 5 3 0:0.5\n",
    "isotonic1  5 3 0:0.5", "isotonic1 99999999999999999999 3 0:0.5", "isotonic1 5 3 1e999:0.5",
    "isotonic1 five 3 0:0.5", "{\"points\":[]}",
  ])
  func refusesAnythingElse(text: String) {
    #expect(Calibration(encoded: text) == nil)
  }

  @Test func refusesTooManyPointsAndTooLongTexts() {
    let points = (0...Calibration.mostPoints).map { "\($0):0.5" }
    #expect(Calibration(encoded: "isotonic1 5 3 " + points.joined(separator: " ")) == nil)
    #expect(
      Calibration(encoded: "isotonic1 5 3 " + points.dropLast().joined(separator: " ")) != nil)
    #expect(Calibration(encoded: "isotonic1 5 3 0:0." + String(repeating: "5", count: 1 << 20)) == nil)
  }
}
