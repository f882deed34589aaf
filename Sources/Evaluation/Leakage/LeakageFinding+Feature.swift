extension LeakageFinding {
  /// How often the label of the item with the nearest value, outside the query's group, is the query's.
  ///
  /// Chance is the share of the largest class, which is more than random labels reach. Items that are
  /// equally near share the answer. Of many queries ``mostFeatureQueries``, evenly spread, are looked at.
  ///
  /// - Parameters:
  ///   - features: the values of each item, such as `[file size]` or `[width, height]`: as many for each
  ///     item. Each column is measured in its standard deviations.
  ///   - task: the items.
  /// - Returns: `nil` when no query has a database or the values are not one finite row for each item.
  public static func labels(fromNearest features: [[Double]], in task: RetrievalTask) -> LeakageFinding? {
    guard features.count == task.count, let columns = features.first?.count, columns > 0,
      features.allSatisfy({ $0.count == columns && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let values = scaled(features, columns: columns)
    var (rate, cases) = (0.0, 0)
    var groups: Set<Int32> = []
    for query in evenlySpread(task.queries, most: mostFeatureQueries) {
      guard let share = shareOfNearest(query, values, columns, task) else { continue }
      rate += share
      cases += 1
      groups.insert(task.denseGroups[query])
    }
    guard cases > 0 else { return nil }
    rate /= Double(cases)
    let chance = Double(task.classSizes.max() ?? 0) / Double(task.count)
    // Items of a group are not independent of each other: a group counts as one trial.
    let variance = chance * (1 - chance) / Double(groups.count)
    let deviations = variance > 0 ? (rate - chance) / variance.squareRoot() : 0
    return LeakageFinding(rate: rate, chance: chance, deviations: deviations, cases: cases)
  }

  /// The most queries that ``labels(fromNearest:in:)`` looks at.
  public static let mostFeatureQueries = 2000

  /// The columns divided by their standard deviations, row after row; a constant column becomes 0.
  private static func scaled(_ features: [[Double]], columns: Int) -> [Double] {
    var values = features.flatMap { $0 }
    let count = Double(features.count)
    for column in 0..<columns {
      let mean = features.reduce(0) { $0 + $1[column] / count }
      let variance = features.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) / count }
      let scale = variance > 0 && variance.isFinite ? 1 / variance.squareRoot() : 0
      for row in features.indices { values[row * columns + column] *= scale }
    }
    return values
  }

  private static func evenlySpread(_ queries: [Int], most: Int) -> [Int] {
    guard queries.count > most else { return queries }
    return (0..<most).map { queries[$0 * queries.count / most] }
  }

  /// The share of the nearest items, several when they are equally near, that have the query's label;
  /// `nil` when the query has no database.
  private static func shareOfNearest(
    _ query: Int, _ values: [Double], _ columns: Int, _ task: RetrievalTask
  ) -> Double? {
    var least = Double.infinity
    var (nearest, same) = (0, 0)
    for item in 0..<task.count where task.denseGroups[item] != task.denseGroups[query] {
      var distance = 0.0
      for column in 0..<columns {
        let difference = values[item * columns + column] - values[query * columns + column]
        distance += difference * difference
      }
      guard distance <= least else { continue }
      if distance < least { (least, nearest, same) = (distance, 0, 0) }
      nearest += 1
      same += task.labels[item] == task.labels[query] ? 1 : 0
    }
    return nearest == 0 ? nil : Double(same) / Double(nearest)
  }
}
