/// Scales vectors to length one, so that an inner product is a cosine.
enum UnitLength {
  /// `values` divided by their Euclidean length, or nil where that is zero or not finite.
  static func scaled(_ values: some Collection<Float>) -> [Float]? {
    let squares = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard squares > 0, squares.isFinite else { return nil }
    let scale = Float(1 / squares.squareRoot())
    return values.map { $0 * scale }
  }

  /// The square roots of counts, scaled to length one: the inner product of two such histograms is their
  /// Bhattacharyya coefficient, which is kinder to small bins than the cosine of the counts.
  static func rootScaled(_ counts: [Int]) -> [Float] {
    let total = Float(max(1, counts.reduce(0, +)))
    return counts.map { (Float($0) / total).squareRoot() }
  }
}
