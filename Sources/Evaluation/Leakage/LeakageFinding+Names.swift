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
    precondition(nameGroups.count == task.count, "name groups must be one for each item")
    let kinds = task.labels.indices.map { Kind(nameGroups[$0], task, $0) }
    var sizes: [Kind: Int] = [:]
    for kind in kinds {
      for wider in [kind, kind.anyName, kind.anyGroup, kind.anyName.anyGroup] {
        sizes[wider, default: 0] += 1
      }
    }
    var (shared, expected, variance, cases) = (0, 0.0, 0.0, 0)
    for query in queries {
      guard let first = query.hits.first else { continue }
      // What the query's name and group would be with the first result's label.
      var kind = kinds[query.item]
      kind.label = task.labels[first.item]
      let drawn = size(kind.anyName.anyGroup) - size(kind.anyName)
      let alike = size(kind.anyGroup) - size(kind)
      let chance = drawn > 0 ? Double(alike) / Double(drawn) : 0
      shared += nameGroups[first.item] == nameGroups[query.item] ? 1 : 0
      expected += chance
      variance += chance * (1 - chance)
      cases += 1
    }
    func size(_ kind: Kind) -> Int { sizes[kind] ?? 0 }
    guard cases > 0 else { return nil }
    let deviations = variance > 0 ? (Double(shared) - expected) / variance.squareRoot() : 0
    return LeakageFinding(
      rate: Double(shared) / Double(cases), chance: expected / Double(cases), deviations: deviations,
      cases: cases)
  }

  /// Name group, group and label of an item, or any of the first two.
  private struct Kind: Hashable {
    var name: Int?
    var group: Int?
    var label: Int

    init(_ name: Int, _ task: RetrievalTask, _ item: Int) {
      self.name = name
      group = task.groups[item]
      label = task.labels[item]
    }

    var anyName: Kind {
      var kind = self
      kind.name = nil
      return kind
    }

    var anyGroup: Kind {
      var kind = self
      kind.group = nil
      return kind
    }
  }
}
