/// Intervals of means by resampling units with replacement.
///
/// A unit is a query, or all queries of a group: images of one sample resemble each other, and drawing
/// them one by one would make the interval too narrow (the cluster bootstrap; Field and Welsh, 2007).
struct Bootstrap {
  let units: Int

  private let columns: Int
  /// `[unit × column]`: the sums over the unit's queries.
  private let sums: [Double]
  /// The queries of each unit.
  private let sizes: [Int]

  /// The percentiles that bound 95 % of the samples.
  private static let bounds = (low: 0.025, high: 0.975)

  /// - Parameters:
  ///   - rows: the figures of each query, the same number for each.
  ///   - groups: the group of each query.
  init(_ rows: [[Double]], groups: [Int]) {
    columns = rows.first?.count ?? 0
    var numbers: [Int: Int] = [:]
    var sums: [Double] = []
    var sizes: [Int] = []
    for (row, group) in zip(rows, groups) {
      let unit = numbers[group] ?? sizes.count
      if unit == sizes.count {
        numbers[group] = unit
        sizes.append(0)
        sums += [Double](repeating: 0, count: columns)
      }
      sizes[unit] += 1
      for column in 0..<columns { sums[unit * columns + column] += row[column] }
    }
    units = sizes.count
    self.sums = sums
    self.sizes = sizes
  }

  /// The mean of each column over the queries with its interval; the same for the same seed, whatever the
  /// threads.
  func intervals(samples: Int, seed: UInt64, threads: WorkingThreads) -> [Interval] {
    let means = mean(of: 0..<units)
    guard samples > 0 else { return means.map { Interval(value: $0, low: $0, high: $0) } }
    let parts = threads.map { thread in
      let share = samples * thread / threads.count..<samples * (thread + 1) / threads.count
      return share.map { resampledMean(SeededRandom(seed: seed, stream: $0)) }
    }
    let resampled = parts.flatMap { $0 }
    return (0..<columns).map { column in
      let sorted = resampled.map { $0[column] }.sorted()
      return Interval(
        value: means[column], low: Self.percentile(Self.bounds.low, of: sorted),
        high: Self.percentile(Self.bounds.high, of: sorted))
    }
  }

  private func resampledMean(_ random: SeededRandom) -> [Double] {
    var random = random
    return mean(of: (0..<units).lazy.map { _ in random.below(units) })
  }

  /// The mean over the queries of some units, each as often as it comes.
  private func mean(of units: some Sequence<Int>) -> [Double] {
    var total = [Double](repeating: 0, count: columns)
    var queries = 0
    for unit in units {
      queries += sizes[unit]
      for column in 0..<columns { total[column] += sums[unit * columns + column] }
    }
    return total.map { queries == 0 ? 0 : $0 / Double(queries) }
  }

  /// A percentile of sorted numbers, linear between them.
  static func percentile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
