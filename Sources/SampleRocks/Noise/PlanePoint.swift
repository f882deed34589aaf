/// A point, offset or direction in the plane of the rock; the picture's width is about 1.
struct PlanePoint {
  var x: Float
  var y: Float

  init(_ x: Float, _ y: Float) {
    self.x = x
    self.y = y
  }

  /// The direction at an angle in turns, of length 1.
  init(turns: Float) {
    let x = Curve.sine(turns: turns + 0.25)
    let y = Curve.sine(turns: turns)
    let scale = 1 / (x * x + y * y).squareRoot()
    self.init(x * scale, y * scale)
  }

  var squaredLength: Float { x * x + y * y }
  var length: Float { squaredLength.squareRoot() }

  /// The point in a frame whose first axis is `direction` (of length 1).
  func along(_ direction: PlanePoint) -> PlanePoint {
    PlanePoint(x * direction.x + y * direction.y, y * direction.x - x * direction.y)
  }

  static func + (a: PlanePoint, b: PlanePoint) -> PlanePoint { PlanePoint(a.x + b.x, a.y + b.y) }
  static func - (a: PlanePoint, b: PlanePoint) -> PlanePoint { PlanePoint(a.x - b.x, a.y - b.y) }
  static func * (a: PlanePoint, scale: Float) -> PlanePoint { PlanePoint(a.x * scale, a.y * scale) }
}
