/// One pixel's piece of rock before light falls on it.
struct Texel {
  /// What the rock reflects.
  var colour: LinearColour
  /// Elevation, in picture widths; slopes catch the light.
  var height: Float = 0
  /// Mirror-like flash, 0 … 1 or more, of a crystal face turned to the light.
  var glint: Float = 0

  /// Lays another material over this one; `coverage` 0 … 1.
  mutating func cover(_ other: Texel, _ coverage: Float) {
    colour = colour.mixed(other.colour, coverage)
    height = Curve.mix(height, other.height, coverage)
    glint = Curve.mix(glint, other.glint, coverage)
  }
}
