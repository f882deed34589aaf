/// A set of row numbers, one bit each: the dead rows a search passes over, or the only ones it looks at.
///
/// Thirty thousand rows take 4 kB whatever the set holds.
public struct RowSet: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// Bit `row % 64` of word `row / 64`; the last word is never zero, so equal sets have equal words.
  private(set) var words: [UInt64] = []

  /// The empty set.
  public init() {}

  /// The set of the rows listed.
  public init(arrayLiteral rows: Int...) {
    for row in rows { insert(row) }
  }

  /// The set of those of `rows` that lie in `0..<limit`.
  ///
  /// The limit, usually the index's `count`, bounds the memory when the rows come from a file.
  public init(_ rows: some Sequence<Int>, below limit: Int) {
    for row in rows where row >= 0 && row < limit { insert(row) }
  }

  /// Whether the set is empty.
  public var isEmpty: Bool { words.isEmpty }

  /// The number of rows in the set; counts the bits each time.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The rows in ascending order.
  public var rows: [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        rows.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return rows
  }

  /// Whether `row` is in the set; any number may be asked for.
  public func contains(_ row: Int) -> Bool {
    row >= 0 && word(row / 64) & (1 << UInt64(row % 64)) != 0
  }

  /// Adds `row`, which must not be negative.
  public mutating func insert(_ row: Int) {
    precondition(row >= 0, "a row number is never negative")
    while words.count <= row / 64 { words.append(0) }
    words[row / 64] |= 1 << UInt64(row % 64)
  }

  /// Takes `row` out; nothing happens where it is not in the set.
  public mutating func remove(_ row: Int) {
    guard contains(row) else { return }
    words[row / 64] &= ~(1 << UInt64(row % 64))
    while words.last == 0 { words.removeLast() }
  }

  /// Adds the rows of another set.
  public mutating func formUnion(_ other: RowSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// The rows from `64 * count` on, numbered from 0.
  func droppingWords(_ count: Int) -> RowSet {
    var rest = RowSet()
    rest.words = Array(words.dropFirst(count))
    return rest
  }

  /// The rows below `limit`.
  func prefix(_ limit: Int) -> RowSet {
    guard words.count * 64 > limit else { return self }
    var prefix = RowSet()
    prefix.words = Array(words.prefix((limit + 63) / 64))
    if limit % 64 > 0 { prefix.words[limit / 64] &= (1 << UInt64(limit % 64)) - 1 }
    while prefix.words.last == 0 { prefix.words.removeLast() }
    return prefix
  }

  /// The 64 bits of the rows `64 * index ..< 64 * index + 64`.
  func word(_ index: Int) -> UInt64 {
    index < words.count ? words[index] : 0
  }
}
