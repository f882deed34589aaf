/// Items that links join into sets: union–find with path halving and union by size (Tarjan and van
/// Leeuwen, 1984).
struct LinkedSets {
  private var parents: [Int: Int] = [:]
  private var sizes: [Int: Int] = [:]

  /// The items that have links, in no order.
  var items: [Int] { Array(parents.keys) }

  /// Joins the sets of two items.
  mutating func link(_ one: Int, _ other: Int) {
    var (large, small) = (root(of: one), root(of: other))
    guard large != small else { return }
    if sizes[large, default: 1] < sizes[small, default: 1] { swap(&large, &small) }
    parents[small] = large
    sizes[large, default: 1] += sizes[small, default: 1]
  }

  /// The item that stands for an item's set.
  mutating func root(of item: Int) -> Int {
    var item = item
    while true {
      guard let parent = parents[item] else {
        parents[item] = item
        return item
      }
      guard parent != item else { return item }
      let grandparent = parents[parent] ?? parent
      parents[item] = grandparent
      item = grandparent
    }
  }
}
