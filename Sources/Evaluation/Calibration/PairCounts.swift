/// Pairs counted by fold, similarity and whether they share a label.
struct PairCounts: Sendable {
  /// Steps of similarity from -1 to 1, 1/2048 each.
  static let bins = 4096

  let folds: PairFolds
  /// `[fold × bin × (other label, same label)]`, every pair once.
  private(set) var all: [Int]
  /// The same for the first hits of every query; a pair counts as often as it is a hit.
  private(set) var hits: [Int]

  init(_ folds: PairFolds) {
    self.folds = folds
    all = [Int](repeating: 0, count: folds.count * Self.bins * 2)
    hits = all
  }

  /// The similarity in the middle of a bin.
  static func similarity(_ bin: Int) -> Double { (Double(bin) + 0.5) / Double(bins / 2) - 1 }

  /// The bin of a similarity; those beyond -1 and 1, and NaN, are in the first or the last.
  @inline(__always)
  static func bin(_ similarity: Float) -> Int {
    let place = (similarity + 1) * Float(bins / 2)
    // NaN is not above 0.
    guard place > 0 else { return 0 }
    return place < Float(bins) ? Int(Int32(place)) : bins - 1
  }

  /// Counts the pairs of a query and its database that no other query counts.
  mutating func count(pairsOf query: Int, _ similarities: UnsafePointer<Float>, in task: RetrievalTask) {
    let (label, group) = (task.labels[query], task.denseGroups[query])
    let first = folds.fold(of: query) * Self.bins
    let start = folds.allAreQueries ? query + 1 : 0
    let folds = folds
    all.withUnsafeMutableBufferPointer { all in
      task.labels.withUnsafeBufferPointer { labels in
        task.denseGroups.withUnsafeBufferPointer { groups in
          for item in start..<labels.count where groups[item] != group {
            if start == 0, folds.isCounted(byItem: item, not: query) { continue }
            let same = labels[item] == label ? 1 : 0
            all[(first + Self.bin(similarities[item])) * 2 + same] += 1
          }
        }
      }
    }
  }

  /// Counts a hit of a query.
  mutating func count(hit: RankedItem, of query: Int, _ similarity: Float) {
    let counting = folds.isCounted(byItem: hit.item, not: query) ? hit.item : query
    let bin = folds.fold(of: counting) * Self.bins + Self.bin(similarity)
    hits[bin * 2 + (hit.isRelevant ? 1 : 0)] += 1
  }

  /// Adds what another thread counted.
  mutating func add(_ other: PairCounts) {
    for place in all.indices {
      all[place] += other.all[place]
      hits[place] += other.hits[place]
    }
  }

  /// The counts by bin of some folds' pairs, or of their hits.
  func binned(_ kind: Kind, of chosen: some Sequence<Int>) -> [BinnedPairs] {
    let counts = kind == .hits ? hits : all
    var bins = (0..<Self.bins).map {
      BinnedPairs(similarity: Self.similarity($0), others: 0, same: 0)
    }
    for fold in chosen {
      for bin in bins.indices {
        let place = (fold * Self.bins + bin) * 2
        bins[bin].others += counts[place]
        bins[bin].same += counts[place + 1]
      }
    }
    return bins
  }

  /// Which pairs are meant.
  enum Kind {
    /// Every pair of a query and an item of its database.
    case all
    /// The pairs of a query and its first results.
    case hits
  }
}
