/// A place on a canvas in pixels, with fractions: the upper left pixel's middle is (0.5, 0.5).
public struct CanvasPoint: Sendable, Equatable {
  /// Distance from the left side.
  public var x: Double
  /// Distance from the upper side.
  public var y: Double

  /// A place on a canvas.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// The distance to the nearest place of a straight line between two places.
  func distance(toLineFrom start: CanvasPoint, to end: CanvasPoint) -> Double {
    let (alongX, alongY) = (end.x - start.x, end.y - start.y)
    let squared = alongX * alongX + alongY * alongY
    let share = squared > 0 ? ((x - start.x) * alongX + (y - start.y) * alongY) / squared : 0
    let nearest = max(0, min(1, share))
    let (awayX, awayY) = (x - start.x - nearest * alongX, y - start.y - nearest * alongY)
    return (awayX * awayX + awayY * awayY).squareRoot()
  }
}
