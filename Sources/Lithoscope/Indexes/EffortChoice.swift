import VectorSearch

/// How hard an index has to look in order to find enough, and what it finds then.
struct EffortChoice {
  /// The smallest effort that was tried and reached what was wanted, or else the largest; nil for exact search.
  let effort: Int?
  /// The share of the true neighbours that it found, 0…1.
  let recall: Double

  /// Measures at rising effort.
  ///
  /// - Parameters:
  ///   - wanted: the recall to reach.
  ///   - goesOn: asked again and again; false stops.
  /// - Returns: nil when it was stopped.
  init?(
    for index: any VectorIndex, efforts: [Int], against truth: TrueNeighbours, reaching wanted: Double,
    goesOn: () -> Bool
  ) throws {
    var best: (effort: Int?, recall: Double) = (nil, 1)
    for effort in efforts {
      guard let recall = try truth.recall(of: index, effort: effort, goesOn: goesOn) else { return nil }
      best = (effort, recall)
      if recall >= wanted { break }
    }
    (effort, recall) = best
  }
}
