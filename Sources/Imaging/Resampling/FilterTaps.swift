/// For each position along one side of the result, which positions of the original it is made of and with
/// what weights, which sum to 1.
struct FilterTaps {
  /// The first original position of each result position; never decreasing.
  let starts: [Int]

  /// How many follow it.
  let counts: [Int]

  /// Where the weights of each result position begin in ``weights``.
  let offsets: [Int]

  /// All weights, one result position after the other.
  let weights: [Float]

  /// When shrinking, the kernel is as much wider as the image gets smaller, which keeps fine texture from
  /// turning into false patterns.
  init(from length: Int, to newLength: Int) {
    var starts: [Int] = []
    var counts: [Int] = []
    var offsets: [Int] = []
    var weights: [Float] = []
    if length == newLength {
      starts = Array(0..<length)
      offsets = starts
      counts = Array(repeating: 1, count: length)
      weights = Array(repeating: 1, count: length)
    } else {
      let step = Double(length) / Double(newLength)
      let filter: ResamplingFilter = step > 1 ? .lanczos3 : .cubic
      let width = max(1, step)
      starts.reserveCapacity(newLength)
      counts.reserveCapacity(newLength)
      offsets.reserveCapacity(newLength)
      weights.reserveCapacity(newLength * (Int(2 * filter.support * width) + 1))
      for position in 0..<newLength {
        let centre = (Double(position) + 0.5) * step
        let reach = filter.support * width
        let first = max(0, Int((centre - reach).rounded(.up)))
        let last = min(length - 1, Int((centre + reach).rounded(.down)))
        starts.append(first)
        counts.append(last - first + 1)
        offsets.append(weights.count)
        var sum = 0.0
        for original in first...last {
          let weight = filter((Double(original) + 0.5 - centre) / width)
          sum += weight
          weights.append(Float(weight))
        }
        let scale = Float(1 / sum)
        for index in (weights.count - counts[position])..<weights.count { weights[index] *= scale }
      }
    }
    self.starts = starts
    self.counts = counts
    self.offsets = offsets
    self.weights = weights
  }

  /// The position after the last original position of a result position.
  func end(_ position: Int) -> Int { starts[position] + counts[position] }

  /// The most result positions that share one original position.
  var mostOverlapping: Int {
    var first = 0
    var most = 1
    for position in starts.indices {
      while end(first) <= starts[position] { first += 1 }
      most = max(most, position - first + 1)
    }
    return most
  }
}
