extension CalibrationReport {
  /// Fits the calibrations and judges them out of fold.
  ///
  /// - Returns: `nil` when the pairs, or those outside one of the folds, are all of one kind.
  init?(_ counts: PairCounts) {
    let folds = 0..<counts.folds.count
    guard let (ofPairs, ofHits) = Self.fit(counts, folds) else { return nil }
    var pairs = Reliability()
    var hits = Reliability()
    for fold in folds {
      guard let (otherPairs, otherHits) = Self.fit(counts, folds.filter { $0 != fold }) else { return nil }
      pairs.add(counts.binned(.all, of: [fold]), judgedBy: otherPairs)
      hits.add(counts.binned(.hits, of: [fold]), judgedBy: otherHits)
    }
    calibration = ofPairs
    reliability = pairs.bins
    expectedCalibrationError = pairs.expectedError
    brierScore = pairs.brierScore
    hitsCalibration = ofHits
    hitsReliability = hits.bins
    hitsExpectedCalibrationError = hits.expectedError
    hitsBrierScore = hits.brierScore
  }

  private static func fit(
    _ counts: PairCounts, _ folds: some Sequence<Int>
  ) -> (pairs: Calibration, hits: Calibration)? {
    guard let pairs = Calibration(fitting: counts.binned(.all, of: folds)),
      let hits = Calibration(fittingHits: counts.binned(.hits, of: folds), below: pairs)
    else { return nil }
    return (pairs, hits)
  }
}
