extension Calibration {
  /// The fewest pairs that a chance rests on: bins with fewer are joined, from the most similar down, so
  /// that no two or three pairs promise certainty.
  static let fewestPairs = 50

  /// The calibration of pairs in the bins of ``PairCounts``.
  ///
  /// - Returns: `nil` when all pairs share a label or none does: nothing can be learned from them.
  init?(fitting bins: [BinnedPairs]) {
    let (pairs, positives) = Self.totals(bins)
    guard positives > 0, positives < pairs else { return nil }
    self.init(points: Self.curve(bins), pairs: pairs, positives: positives)
  }

  /// The calibration of queries' first results in the same bins.
  ///
  /// Results less similar than any of these are judged by the calibration of all pairs, as far as it does
  /// not promise more: a query that resembles nothing must not profit from those that do.
  ///
  /// - Returns: `nil` when there are no hits.
  init?(fittingHits bins: [BinnedPairs], below pairs: Calibration) {
    let (hits, positives) = Self.totals(bins)
    let curve = Self.curve(bins)
    guard let lowest = curve.first, let step = bins.last(where: { $0.similarity < lowest.similarity })
    else {
      self.init(points: curve, pairs: hits, positives: positives)
      return
    }
    // Both curves' points lie on bins, so that together they are no more than the bins.
    let edge = CalibrationPoint(
      similarity: step.similarity, probability: pairs.probability(step.similarity))
    let below = (pairs.points.filter { $0.similarity < edge.similarity } + [edge]).map {
      CalibrationPoint(
        similarity: $0.similarity, probability: min($0.probability, lowest.probability))
    }
    self.init(points: below + curve, pairs: hits, positives: positives)
  }

  private static func totals(_ bins: [BinnedPairs]) -> (pairs: Int, positives: Int) {
    (bins.reduce(0) { $0 + $1.count }, bins.reduce(0) { $0 + $1.same })
  }

  /// The isotonic curve of the bins that are not empty.
  private static func curve(_ bins: [BinnedPairs]) -> [CalibrationPoint] {
    let stretches = stretches(bins.filter { $0.count > 0 })
    let counts = stretches.map { Double($0.same + $0.others) }
    let pooled = IsotonicRegression.blocks(
      zip(stretches, counts).map { Double($0.same) / $1 }, weights: counts)
    // Laplace's rule of succession: what never failed in n pairs may fail in the next. It draws small
    // blocks nearer to ½ than large ones, so that the order has to be mended once more.
    let blocks = IsotonicRegression.blocks(
      pooled.map { ($0.value * $0.weight + 1) / ($0.weight + 2) }, weights: pooled.map(\.weight))
    var points: [CalibrationPoint] = []
    for block in blocks {
      // A block's chance holds from its first to its last similarity.
      let low = stretches[pooled[block.range.lowerBound].range.lowerBound].low
      let high = stretches[pooled[block.range.upperBound - 1].range.upperBound - 1].high
      points.append(CalibrationPoint(similarity: low, probability: block.value))
      if high > low { points.append(CalibrationPoint(similarity: high, probability: block.value)) }
    }
    return points
  }

  /// Bins joined until each has ``fewestPairs``; what is left at the bottom goes with the last.
  private static func stretches(_ bins: [BinnedPairs]) -> [Stretch] {
    var found: [Stretch] = []
    for bin in bins.reversed() {
      if let last = found.last, last.same + last.others < fewestPairs {
        found[found.count - 1].extend(to: bin.similarity, others: bin.others, same: bin.same)
      } else {
        found.append(
          Stretch(low: bin.similarity, high: bin.similarity, others: bin.others, same: bin.same))
      }
    }
    if found.count > 1, let last = found.last, last.same + last.others < fewestPairs {
      found.removeLast()
      found[found.count - 1].extend(to: last.low, others: last.others, same: last.same)
    }
    return found.reversed()
  }

  /// Neighbouring bins taken together.
  private struct Stretch {
    var low: Double
    let high: Double
    var others: Int
    var same: Int

    /// Takes in what lies below.
    mutating func extend(to low: Double, others: Int, same: Int) {
      self.low = low
      self.others += others
      self.same += same
    }
  }
}
