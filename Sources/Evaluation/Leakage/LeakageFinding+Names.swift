extension LeakageFinding {
  /// How often a query's first result shares the query's name group, as images of one sample or one
  /// outcrop do when the files' names tell and the groups were not left out.
  ///
  /// Chance is how often an item drawn from those of the database with the first result's label would:
  /// names that only repeat the label are not held against them.
  ///
  /// - Parameters:
  ///   - nameGroups: the group that each item's name suggests; any numbers.
  ///   - queries: the outcomes of an evaluation, with at least one hit each.
  ///   - task: the items.
  /// - Returns: `nil` when there are no queries with hits.
  public static func neighbours(
    sharing nameGroups: [Int], of queries: [QueryOutcome], in task: RetrievalTask
  ) -> LeakageFinding? {
    nil
  }
}
