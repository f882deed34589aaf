/// How a part of a similarity is spread over an image: what each place adds to it, which may be less than nothing.
struct PlaceShares: Sendable, Equatable {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// `[height, width]`.
  let values: [Double]

  /// All places together: the part of the similarity.
  var sum: Double { values.reduce(0, +) }

  /// The same spread over another number of places, smoothly: each takes what lies around it.
  func resampled(toWidth newWidth: Int, height newHeight: Int) -> PlaceShares {
    if newWidth == width, newHeight == height { return self }
    let across = Self.positions(newWidth, in: width)
    let down = Self.positions(newHeight, in: height)
    // More places, less for each.
    let scale = Double(width * height) / Double(newWidth * newHeight)
    var result: [Double] = []
    result.reserveCapacity(newWidth * newHeight)
    for y in down {
      for x in across {
        let upper = values[y.low * width + x.low] * (1 - x.part) + values[y.low * width + x.high] * x.part
        let lower = values[y.high * width + x.low] * (1 - x.part) + values[y.high * width + x.high] * x.part
        result.append((upper * (1 - y.part) + lower * y.part) * scale)
      }
    }
    return PlaceShares(width: newWidth, height: newHeight, values: result)
  }

  /// Several parts together, on the finest of their grids; nil for none.
  static func together(_ parts: [PlaceShares]) -> PlaceShares? {
    guard let finest = parts.max(by: { $0.values.count < $1.values.count }) else { return nil }
    var sums = [Double](repeating: 0, count: finest.values.count)
    for part in parts {
      let fitted = part.resampled(toWidth: finest.width, height: finest.height)
      for (place, value) in fitted.values.enumerated() { sums[place] += value }
    }
    return PlaceShares(width: finest.width, height: finest.height, values: sums)
  }

  /// Where the middles of so many new cells lie among the middles of old ones.
  private static func positions(_ count: Int, in old: Int) -> [(low: Int, high: Int, part: Double)] {
    (0..<count).map { index in
      let middle = (Double(index) + 0.5) * Double(old) / Double(count) - 0.5
      let position = min(Double(old - 1), max(0, middle))
      let low = Int(position)
      return (low, min(low + 1, old - 1), position - Double(low))
    }
  }
}
