/// The rows that a search may return: those below a limit that its options allow.
struct AllowedRows {
  /// Bit `row % 64` of word `row / 64`; no bit beyond the limit is set.
  let words: [UInt64]
  /// How many there are.
  let count: Int

  /// The rows of `0..<limit` that are in `only`, where it is set, and not in `skipping`.
  init(below limit: Int, options: SearchOptions) {
    let size = (limit + 63) / 64
    var count = 0
    words = [UInt64](unsafeUninitializedCapacity: size) { words, initialized in
      for index in 0..<size {
        var word = ~options.skipping.word(index)
        if let only = options.only { word &= only.word(index) }
        if index == size - 1, !limit.isMultiple(of: 64) { word &= (1 << UInt64(limit % 64)) - 1 }
        words.initializeElement(at: index, to: word)
        count += word.nonzeroBitCount
      }
      initialized = size
    }
    self.count = count
  }
}
