extension Calibration {
  /// The fewest pairs that a chance rests on: bins with fewer are joined, from the most similar down, so
  /// that no two or three pairs promise certainty.
  static let fewestPairs = 50

  /// The calibration of pairs in bins of ascending similarity, as many as ``mostPoints`` or fewer.
  ///
  /// - Returns: `nil` when all pairs share a label or none does: nothing can be learned from them.
  init?(fitting bins: [BinnedPairs]) {
    let filled = bins.filter { $0.count > 0 }
    let positives = filled.reduce(0) { $0 + $1.same }
    let pairs = filled.reduce(0) { $0 + $1.count }
    guard positives > 0, positives < pairs else { return nil }
    let stretches = Self.stretches(filled)
    let blocks = IsotonicRegression.blocks(
      stretches.map { Double($0.same) / Double($0.same + $0.others) },
      weights: stretches.map { Double($0.same + $0.others) })
    var points: [CalibrationPoint] = []
    for block in blocks {
      // A block's chance holds from its first to its last similarity.
      let low = stretches[block.range.lowerBound].low
      let high = stretches[block.range.upperBound - 1].high
      let probability = min(1, max(0, block.value))
      points.append(CalibrationPoint(similarity: low, probability: probability))
      if high > low { points.append(CalibrationPoint(similarity: high, probability: probability)) }
    }
    self.init(points: points, pairs: pairs, positives: positives)
  }

  /// Bins joined until each has ``fewestPairs``; what is left at the bottom goes with the last.
  private static func stretches(
    _ bins: [BinnedPairs]
  ) -> [(low: Double, high: Double, others: Int, same: Int)] {
    var found: [(low: Double, high: Double, others: Int, same: Int)] = []
    for bin in bins.reversed() {
      if let last = found.last, last.others + last.same < fewestPairs {
        found[found.count - 1] = (bin.similarity, last.high, last.others + bin.others, last.same + bin.same)
      } else {
        found.append((bin.similarity, bin.similarity, bin.others, bin.same))
      }
    }
    if found.count > 1, let last = found.last, last.others + last.same < fewestPairs {
      found.removeLast()
      let above = found[found.count - 1]
      found[found.count - 1] = (last.low, above.high, above.others + last.others, above.same + last.same)
    }
    return found.reversed()
  }
}
