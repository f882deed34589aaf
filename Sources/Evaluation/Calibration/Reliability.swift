/// Predicted chances against what happened, gathered in bins of the predicted chance.
struct Reliability {
  /// Bins of equal width between 0 and 1.
  static let binCount = 20

  private var predicted = [Double](repeating: 0, count: binCount)
  private var same = [Int](repeating: 0, count: binCount)
  private var pairs = [Int](repeating: 0, count: binCount)
  private var squares = 0.0

  /// Adds pairs and what a calibration that did not see them says of them.
  mutating func add(_ binned: [BinnedPairs], judgedBy calibration: Calibration) {
    for group in binned where group.count > 0 {
      let chance = calibration.probability(group.similarity)
      let bin = min(Self.binCount - 1, Int(chance * Double(Self.binCount)))
      predicted[bin] += chance * Double(group.count)
      same[bin] += group.same
      pairs[bin] += group.count
      squares += Double(group.same) * (1 - chance) * (1 - chance) + Double(group.others) * chance * chance
    }
  }

  private var total: Int { pairs.reduce(0, +) }

  /// The mean squared difference between the predicted chance and what happened.
  var brierScore: Double { total == 0 ? 0 : squares / Double(total) }

  /// The bins that have pairs.
  var bins: [ReliabilityBin] {
    pairs.indices.filter { pairs[$0] > 0 }.map { bin in
      let count = Double(pairs[bin])
      return ReliabilityBin(
        predicted: predicted[bin] / count, observed: Double(same[bin]) / count, pairs: pairs[bin])
    }
  }

  /// The mean difference between predicted and observed, weighted by pairs.
  var expectedError: Double {
    let total = Double(max(1, total))
    return bins.reduce(0) { $0 + abs($1.predicted - $1.observed) * Double($1.pairs) / total }
  }
}
