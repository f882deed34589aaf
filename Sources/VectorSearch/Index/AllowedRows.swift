/// The rows of an index that may be results of a search, as bits.
struct AllowedRows: Sendable {
  /// How many there are.
  let count: Int
  /// Whether some rows of the index are not among them.
  let isFiltering: Bool
  /// Bit `row % 64` of word `row / 64`; none where all rows are allowed.
  private let words: [UInt64]

  /// - Parameter count: the index's rows.
  init(_ options: SearchOptions, count: Int) {
    guard options.only != nil || !options.skipping.isEmpty else {
      (self.count, isFiltering, words) = (count, false, [])
      return
    }
    words = (0..<(count + 63) / 64).map { options.allowed($0, count: count) }
    self.count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    isFiltering = self.count < count
  }

  /// Calls `body` with the bits, or with nil where all rows are allowed.
  func withWords<Output>(_ body: (UnsafePointer<UInt64>?) -> Output) -> Output {
    guard isFiltering else { return body(nil) }
    return words.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
