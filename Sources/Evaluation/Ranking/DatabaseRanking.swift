/// Sorts a query's database by similarity; the memory that it takes is kept for the next query.
///
/// A radix sort from the lowest digit: it is stable, so that ties stay in the order of the items.
final class DatabaseRanking {
  private let task: RetrievalTask
  private let labels: [Int32]
  private var items: UnsafeMutablePointer<RankedItem>
  private var spare: UnsafeMutablePointer<RankedItem>
  private let places: UnsafeMutablePointer<UInt32>

  /// Three digits of 11 bits hold the key's 32.
  private static let digitBits: UInt32 = 11
  private static let digits = 3
  private static let radix = 1 << Int(digitBits)

  init(_ task: RetrievalTask) {
    self.task = task
    labels = task.labels.map { Int32($0) }
    items = .allocate(capacity: max(1, task.count))
    spare = .allocate(capacity: max(1, task.count))
    places = .allocate(capacity: Self.digits * Self.radix)
  }

  deinit {
    items.deallocate()
    spare.deallocate()
    places.deallocate()
  }

  /// What of the query's database may be a result, in the order of the results; and of the whole database how
  /// many there are and how many are of the query's class. Valid until the next call.
  func rank(
    _ similarities: UnsafePointer<Float>, for query: Int
  ) -> (results: UnsafeBufferPointer<RankedItem>, database: Int, relevant: Int) {
    var found = collect(similarities, for: query, admitted: admittedClasses(query))
    if found.count == 0, found.database > 0 {
      found = collect(similarities, for: query, admitted: everyClass)
    }
    for digit in 0..<Self.digits { sort(found.count, by: digit) }
    return (UnsafeBufferPointer(start: items, count: found.count), found.database, found.relevant)
  }

  /// By class, whether it may be a result's.
  private func admittedClasses(_ query: Int) -> [Bool] {
    guard let classes = task.admitted?[query] else { return everyClass }
    return task.classNames.indices.map(classes.contains)
  }

  private var everyClass: [Bool] { [Bool](repeating: true, count: task.classNames.count) }

  /// Puts what may be a result into `items` in the order of the items and counts its digits.
  private func collect(_ similarities: UnsafePointer<Float>, for query: Int, admitted: [Bool]) -> (
    count: Int, database: Int, relevant: Int
  ) {
    places.update(repeating: 0, count: Self.digits * Self.radix)
    let (label, group) = (labels[query], task.denseGroups[query])
    let (items, places) = (self.items, self.places)
    var (count, database, relevant) = (0, 0, 0)
    labels.withUnsafeBufferPointer { labels in
      task.denseGroups.withUnsafeBufferPointer { groups in
        for item in labels.indices where groups[item] != group {
          let same: UInt64 = labels[item] == label ? 1 : 0
          database += 1
          relevant += Int(same)
          guard admitted[Int(labels[item])] else { continue }
          let ranked = RankedItem(similarity: similarities[item], item: item, relevant: same)
          (items + count).initialize(to: ranked)
          count += 1
          for digit in 0..<Self.digits { places[Self.place(ranked, digit)] += 1 }
        }
      }
    }
    return (count, database, relevant)
  }

  /// Moves the items into the order of one digit, keeping their order where it is the same.
  private func sort(_ count: Int, by digit: Int) {
    var next: UInt32 = 0
    for value in digit * Self.radix..<(digit + 1) * Self.radix {
      let here = places[value]
      places[value] = next
      next += here
    }
    let (items, spare, places) = (self.items, self.spare, self.places)
    for number in 0..<count {
      let ranked = items[number]
      let place = Self.place(ranked, digit)
      (spare + Int(places[place])).initialize(to: ranked)
      places[place] += 1
    }
    swap(&self.items, &self.spare)
  }

  /// Where the item's digit is counted.
  @inline(__always)
  private static func place(_ ranked: RankedItem, _ digit: Int) -> Int {
    let value = (ranked.key >> (UInt32(digit) &* digitBits)) & UInt32(radix - 1)
    return digit &* radix &+ Int(value)
  }
}
