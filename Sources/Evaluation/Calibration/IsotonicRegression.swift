/// The non-descending sequence nearest to a sequence, in weighted squares: pool adjacent violators (Ayer,
/// Brunk, Ewing, Reid and Silverman, 1955).
enum IsotonicRegression {
  /// A stretch of the sequence that has one value.
  struct Block: Equatable {
    /// The mean of the stretch, weighted.
    var value: Double
    var weight: Double
    /// The places of the sequence.
    var range: Range<Int>
  }

  /// The blocks, their values strictly ascending.
  ///
  /// - Parameters:
  ///   - values: the sequence.
  ///   - weights: one for each value, above 0.
  static func blocks(_ values: [Double], weights: [Double]) -> [Block] {
    var blocks: [Block] = []
    for (place, (value, weight)) in zip(values, weights).enumerated() {
      var block = Block(value: value, weight: weight, range: place..<place + 1)
      while let last = blocks.last, last.value >= block.value {
        blocks.removeLast()
        let weight = last.weight + block.weight
        block = Block(
          value: (last.value * last.weight + block.value * block.weight) / weight, weight: weight,
          range: last.range.lowerBound..<block.range.upperBound)
      }
      blocks.append(block)
    }
    return blocks
  }
}
