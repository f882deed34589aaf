import Testing

@testable import Evaluation

@Suite struct CalibrationTests {
  static func calibration(_ points: [(Double, Double)]) -> Calibration? {
    Calibration(
      points: points.map { CalibrationPoint(similarity: $0.0, probability: $0.1) }, pairs: 10, positives: 4)
  }

  @Test func isLinearBetweenPointsAndClampedOutside() throws {
    let calibration = try #require(Self.calibration([(0.2, 0.1), (0.6, 0.5), (0.8, 0.5)]))
    #expect(calibration.probability(-1) == 0.1)
    #expect(calibration.probability(0.2) == 0.1)
    #expect(abs(calibration.probability(0.4) - 0.3) < 1e-12)
    #expect(calibration.probability(0.7) == 0.5)
    #expect(calibration.probability(1) == 0.5)
    #expect(calibration.probability(.infinity) == 0.5)
    #expect(calibration.probability(.nan) == 0.1)
    #expect(calibration.baseRate == 0.4)
  }

  @Test func refusesCurvesThatAreNone() {
    #expect(Self.calibration([]) == nil)
    #expect(Self.calibration([(0.5, 0.5), (0.5, 0.6)]) == nil)
    #expect(Self.calibration([(0.5, 0.5), (0.6, 0.4)]) == nil)
    #expect(Self.calibration([(0.5, 1.5)]) == nil)
    #expect(Self.calibration([(0.5, -0.1)]) == nil)
    #expect(Self.calibration([(.nan, 0.5)]) == nil)
    #expect(Self.calibration([(0.5, .nan)]) == nil)
    let point = CalibrationPoint(similarity: 0, probability: 0.5)
    #expect(Calibration(points: [point], pairs: 3, positives: 4) == nil)
    #expect(Calibration(points: [point], pairs: 3, positives: -1) == nil)
    let many = (0...Calibration.mostPoints).map {
      CalibrationPoint(similarity: Double($0), probability: 0.5)
    }
    #expect(Calibration(points: many, pairs: 1, positives: 1) == nil)
    #expect(Calibration(points: Array(many.dropLast()), pairs: 1, positives: 1) != nil)
  }

  @Test func recoversAKnownChance() throws {
    // Pairs of similarity s share a label with chance s².
    var random = SeededRandom(seed: 21)
    var bins = (0..<PairCounts.bins).map {
      BinnedPairs(similarity: PairCounts.similarity($0), others: 0, same: 0)
    }
    for _ in 0..<400_000 {
      let similarity = random.unit()
      let bin = PairCounts.bin(Float(similarity))
      if random.unit() < similarity * similarity { bins[bin].same += 1 } else { bins[bin].others += 1 }
    }
    let calibration = try #require(Calibration(fitting: bins))
    #expect(calibration.pairs == 400_000)
    #expect(abs(calibration.baseRate - 1.0 / 3) < 0.01)
    for similarity in stride(from: 0.05, through: 0.95, by: 0.05) {
      #expect(abs(calibration.probability(similarity) - similarity * similarity) < 0.04)
    }
  }

  @Test func promisesNothingOnAFewPairs() throws {
    // Three pairs at the top share a label; below, 40 of 100 do. The three alone are not believed: joined
    // with what lies below they give 43 of 103, and by Laplace's rule 44 of 105.
    let bins = [
      BinnedPairs(similarity: 0.1, others: 200, same: 0),
      BinnedPairs(similarity: 0.5, others: 60, same: 40),
      BinnedPairs(similarity: 0.9, others: 0, same: 3),
    ]
    let calibration = try #require(Calibration(fitting: bins))
    #expect(abs(calibration.probability(0.9) - 44.0 / 105) < 1e-12)
    #expect(abs(calibration.probability(0.1) - 1.0 / 202) < 1e-12)
    #expect(calibration.pairs == 303)
  }

  @Test func learnsNothingFromPairsOfOneKind() {
    #expect(Calibration(fitting: [BinnedPairs(similarity: 0, others: 90, same: 0)]) == nil)
    #expect(Calibration(fitting: [BinnedPairs(similarity: 0, others: 0, same: 90)]) == nil)
    #expect(Calibration(fitting: []) == nil)
  }

  @Test func neverPromisesCertainty() throws {
    let bins = (0..<PairCounts.bins).map {
      BinnedPairs(similarity: PairCounts.similarity($0), others: $0 < 3000 ? 7 : 0, same: $0 < 3000 ? 0 : 7)
    }
    let calibration = try #require(Calibration(fitting: bins))
    #expect(calibration.probability(1) < 1)
    #expect(calibration.probability(1) > 0.999)
    #expect(calibration.probability(-1) > 0)
    #expect(calibration.points.count <= Calibration.mostPoints)
  }

  @Test func judgesHitsByHitsAndWhatLiesBelowByAllPairs() throws {
    let pairs = try #require(
      Calibration(
        points: [
          CalibrationPoint(similarity: -0.5, probability: 0.05),
          CalibrationPoint(similarity: 0.5, probability: 0.4),
          CalibrationPoint(similarity: 0.9, probability: 0.7),
        ], pairs: 1000, positives: 100))
    var bins = (0..<PairCounts.bins).map {
      BinnedPairs(similarity: PairCounts.similarity($0), others: 0, same: 0)
    }
    bins[PairCounts.bin(0.6)] = BinnedPairs(
      similarity: bins[PairCounts.bin(0.6)].similarity, others: 40, same: 58)
    bins[PairCounts.bin(0.9)] = BinnedPairs(
      similarity: bins[PairCounts.bin(0.9)].similarity, others: 0, same: 98)
    let hits = try #require(Calibration(fittingHits: bins, below: pairs))
    #expect(hits.pairs == 196)
    #expect(hits.positives == 156)
    #expect(abs(hits.probability(PairCounts.similarity(PairCounts.bin(0.6))) - 0.59) < 1e-12)
    #expect(abs(hits.probability(0.95) - 0.99) < 1e-12)
    #expect(hits.probability(-0.5) == 0.05)
    #expect(abs(hits.probability(0.5) - 0.4) < 1e-9)
    // Hits that are wrong more often than pairs hold the pairs' promise down.
    bins[PairCounts.bin(0.6)].others = 900
    let poor = try #require(Calibration(fittingHits: bins, below: pairs))
    #expect(abs(poor.probability(0.55) - 59.0 / 960) < 1e-12)
    #expect(
      Calibration(
        fittingHits: bins.map { BinnedPairs(similarity: $0.similarity, others: 0, same: 0) }, below: pairs)
        == nil)
  }

  @Test func judgesHitsThatAreAllRight() throws {
    let pairs = try #require(
      Calibration(points: [CalibrationPoint(similarity: 0, probability: 0.3)], pairs: 10, positives: 3))
    let bins = [BinnedPairs(similarity: 0.7, others: 0, same: 98)]
    let hits = try #require(Calibration(fittingHits: bins, below: pairs))
    #expect(abs(hits.probability(0.7) - 0.99) < 1e-12)
  }
}
