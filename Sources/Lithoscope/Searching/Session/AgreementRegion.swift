/// The part of a picture that agrees with a query, in shares of its upright sides.
public struct AgreementRegion: Sendable, Equatable {
  /// From the left edge, 0…1.
  public let x: Double
  /// From the upper edge, 0…1.
  public let y: Double
  /// More than 0.
  public let width: Double
  /// More than 0.
  public let height: Double

  init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The rectangle of places that together bring most beyond what so many places bring on average: the greatest sum of
  /// a rectangle of what is left after taking the mean away (Bentley, “Algorithm design techniques”, 1984, in two
  /// dimensions). Nil where all places bring the same.
  init?(_ shares: PlaceShares) {
    let mean = shares.sum / Double(shares.values.count)
    var best: (sum: Double, left: Int, right: Int, top: Int, bottom: Int)?
    for left in 0..<shares.width {
      var rows = [Double](repeating: 0, count: shares.height)
      for right in left..<shares.width {
        for row in 0..<shares.height { rows[row] += shares.values[row * shares.width + right] - mean }
        // Kadane's way through the sums of the rows between the two columns.
        var (sum, top) = (0.0, 0)
        for row in 0..<shares.height {
          if sum <= 0 { (sum, top) = (0, row) }
          sum += rows[row]
          if sum > best?.sum ?? 0 { best = (sum, left, right, top, row) }
        }
      }
    }
    guard let best else { return nil }
    let (columns, rows) = (Double(shares.width), Double(shares.height))
    self.init(
      x: Double(best.left) / columns, y: Double(best.top) / rows,
      width: Double(best.right - best.left + 1) / columns, height: Double(best.bottom - best.top + 1) / rows)
  }
}
