/// The outline of a cut crystal: a turned rectangle, its ends pointed or not.
struct Prism {
  let direction: PlanePoint
  let halfLength: Float
  let halfWidth: Float
  /// How much the ends taper: 0 for a rectangle, 0.5 for the six-sided cut of an amphibole.
  let taper: Float

  /// No point of the crystal is farther from its centre.
  var reach: Float { halfLength + halfWidth }

  /// The offset from the crystal's centre in its own frame: first along the length, then across.
  func local(_ offset: PlanePoint) -> PlanePoint {
    offset.along(direction)
  }

  /// Distance to the nearest face of a point in the crystal's frame, positive inside.
  func depth(_ local: PlanePoint) -> Float {
    let across = abs(local.y)
    return min(halfWidth - across, halfLength - abs(local.x) - taper * across)
  }

  /// The share of a pixel that is crystal, given the depth of its centre.
  static func coverage(_ depth: Float, pixel: Float) -> Float {
    Curve.clamp(depth / pixel + 0.5)
  }
}
