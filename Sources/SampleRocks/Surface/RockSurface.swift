/// The drawn rock, pixel by pixel, before it is photographed.
struct RockSurface {
  let framing: Framing
  /// `side × side`, rows from top to bottom.
  private(set) var texels: [Texel]

  /// Draws the ground: `ground` is asked once for each pixel.
  init(_ framing: Framing, ground: (PlanePoint) -> Texel) {
    self.framing = framing
    let side = framing.side
    texels = []
    texels.reserveCapacity(side * side)
    for row in 0..<side {
      for column in 0..<side {
        texels.append(ground(framing.point(column, row)))
      }
    }
  }

  /// Draws over the neighbourhood of a point: `body` gets each pixel's offset from `centre`, within `reach`.
  mutating func stamp(_ centre: PlanePoint, reach: Float, _ body: (PlanePoint, inout Texel) -> Void) {
    let side = framing.side
    let place = framing.place(centre)
    let radius = reach / framing.pixel + 1
    let columns = Self.span(place.x, radius, side)
    let rows = Self.span(place.y, radius, side)
    for row in rows {
      for column in columns {
        body(framing.point(column, row) - centre, &texels[row * side + column])
      }
    }
  }

  private static func span(_ middle: Float, _ radius: Float, _ side: Int) -> Range<Int> {
    let first = min(max(Int(middle - radius), 0), side)
    let last = min(max(Int(middle + radius) + 1, first), side)
    return first..<last
  }
}
