/// Items that pairs link to each other, directly or by way of others.
public struct DuplicateGroup: Sendable, Equatable {
  /// The items, ascending; at least two.
  public let items: [Int]
  /// The similarity of the least similar pair that links them. Items that are linked by way of others
  /// only may be less similar.
  public let leastSimilarity: Float
}

extension DuplicateGroup {
  /// The groups that pairs make, by their first items.
  public static func groups(of pairs: [DuplicatePair]) -> [DuplicateGroup] {
    var sets = LinkedSets()
    for pair in pairs { sets.link(pair.first, pair.second) }
    var least: [Int: Float] = [:]
    for pair in pairs {
      let root = sets.root(of: pair.first)
      least[root] = min(least[root] ?? pair.similarity, pair.similarity)
    }
    var members: [Int: [Int]] = [:]
    for item in sets.items { members[sets.root(of: item), default: []].append(item) }
    return members.compactMap { root, items in
      least[root].map { DuplicateGroup(items: items.sorted(), leastSimilarity: $0) }
    }
    .sorted { $0.items[0] < $1.items[0] }
  }
}
