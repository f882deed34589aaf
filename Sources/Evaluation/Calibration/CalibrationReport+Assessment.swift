extension CalibrationReport {
  /// Fits the calibration and judges it out of fold.
  ///
  /// - Returns: `nil` when the pairs, or those outside one of the folds, are all of one kind.
  init?(_ counts: PairCounts) {
    guard let calibration = Calibration(fitting: counts.pairs()) else { return nil }
    var all = Reliability()
    var hits = Reliability()
    for fold in 0..<counts.folds.count {
      guard let others = Calibration(fitting: counts.pairs(without: fold)) else { return nil }
      all.add(counts.pairs(of: fold, hits: false), judgedBy: others)
      hits.add(counts.pairs(of: fold, hits: true), judgedBy: others)
    }
    self.calibration = calibration
    reliability = all.bins
    expectedCalibrationError = all.expectedError
    brierScore = all.brierScore
    baseRate = calibration.baseRate
    hitsReliability = hits.bins
    hitsExpectedCalibrationError = hits.expectedError
  }
}
