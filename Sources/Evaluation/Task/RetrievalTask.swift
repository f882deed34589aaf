/// What is evaluated: items with their classes, which of them may answer which, and which of them ask.
///
/// Items are numbers from 0, in the order of their paths, so that ties are broken by path. Each query's
/// database is every other item that is not of the query's group.
public struct RetrievalTask: Sendable {
  /// The class of each item, an index into ``classNames``.
  public let labels: [Int]
  /// The names of the classes.
  public let classNames: [String]
  /// The group of each item: a sample, a drill hole, an outcrop. Items of one group are never each
  /// other's database. Any numbers; each item has its own when there are no groups.
  public let groups: [Int]
  /// The items that are queries, ascending.
  public let queries: [Int]

  /// For each item that asks, the classes its results may have; nil where all may be results. Other items of the
  /// query's class count as not found. Where this leaves nothing, the whole database answers.
  public private(set) var admitted: [Int: Set<Int>]?

  /// The groups renumbered from 0 in the order of their first items; items that are held out share one.
  let denseGroups: [Int32]
  let groupCount: Int
  /// Items that are in nobody's database.
  private let heldOut: Set<Int>

  /// - Parameters:
  ///   - labels: the class of each item, at least 0 and below `classNames.count`.
  ///   - classNames: the names of the classes.
  ///   - groups: the group of each item; `nil` gives each item its own.
  ///   - queries: the items that are queries, in any order; `nil` makes every item a query.
  public init(labels: [Int], classNames: [String], groups: [Int]? = nil, queries: [Int]? = nil) {
    self.init(labels: labels, classNames: classNames, groups: groups, queries: queries, heldOut: [])
  }

  /// Held-out items ask, and all others are their database.
  ///
  /// - Parameters:
  ///   - heldOut: the items that are queries and in nobody's database.
  ///   - groups: what intervals are resampled by; a group is held out as a whole or not at all.
  public init(labels: [Int], classNames: [String], groups: [Int]? = nil, heldOut: [Int]) {
    self.init(labels: labels, classNames: classNames, groups: groups, queries: heldOut, heldOut: Set(heldOut))
  }

  private init(labels: [Int], classNames: [String], groups: [Int]?, queries: [Int]?, heldOut: Set<Int>) {
    precondition(labels.count < Int(Int32.max), "too many items")
    precondition(labels.allSatisfy { classNames.indices.contains($0) }, "label without a class")
    precondition(groups.map { $0.count == labels.count } ?? true, "groups must be one for each item")
    precondition(queries?.allSatisfy { labels.indices.contains($0) } ?? true, "query without an item")
    self.labels = labels
    self.classNames = classNames
    self.heldOut = heldOut
    self.groups = groups ?? Array(labels.indices)
    self.queries = queries.map { Set($0).sorted() } ?? Array(labels.indices)
    var numbers: [Int?: Int32] = [:]
    denseGroups = self.groups.enumerated().map { item, group in
      let key = heldOut.contains(item) ? nil : group
      if let number = numbers[key] { return number }
      let number = Int32(numbers.count)
      numbers[key] = number
      return number
    }
    groupCount = numbers.count
  }

  /// The same task with results of certain classes only, such as a classifier's guess of the query's.
  ///
  /// - Parameter admitted: for each query the classes that its results may have; those of a query that is not
  ///   there may have any.
  public func admitting(_ admitted: [Int: Set<Int>]) -> RetrievalTask {
    var task = self
    task.admitted = admitted
    return task
  }

  /// The number of items.
  public var count: Int { labels.count }

  /// Whether any group has more than one item.
  public var hasGroups: Bool { groupCount < count }

  /// The number of items of each class.
  public var classSizes: [Int] {
    var sizes = [Int](repeating: 0, count: classNames.count)
    for label in labels { sizes[label] += 1 }
    return sizes
  }

  /// The same items with their labels dealt out at random: whatever a descriptor still reaches is chance,
  /// or a fault of the evaluation.
  public func shufflingLabels(seed: UInt64) -> RetrievalTask {
    var random = SeededRandom(seed: seed)
    var labels = labels
    for place in labels.indices { labels.swapAt(place, place + random.below(labels.count - place)) }
    return RetrievalTask(
      labels: labels, classNames: classNames, groups: groups, queries: queries, heldOut: heldOut)
  }

  /// A seeded draw of `count` of the numbers `0..<total` without replacement, ascending; all of them when
  /// `count` is not below `total`. The same seed always draws the same.
  public static func sample(_ count: Int, of total: Int, seed: UInt64) -> [Int] {
    guard count < total else { return Array(0..<max(0, total)) }
    var random = SeededRandom(seed: seed)
    // The first steps of Fisher and Yates' shuffle.
    var items = Array(0..<total)
    for place in 0..<max(0, count) { items.swapAt(place, place + random.below(total - place)) }
    return items.prefix(max(0, count)).sorted()
  }
}
