/// How the camera looks at the rock: turned at random, nearer or farther.
struct Framing {
  /// Width and height in pixels.
  let side: Int
  /// The rock's first axis in the picture.
  private let axis: PlanePoint
  /// Width of the picture in units of the rock.
  let width: Float

  init(side: Int, random: inout RockRandom) {
    self.side = side
    axis = random.direction()
    // From close (coarse texture) to far (fine texture).
    width = 1 + 0.35 * (2 * random.unit() - 1)
  }

  /// Width of a pixel in units of the rock.
  var pixel: Float { width / Float(side) }

  /// No point of any picture is farther from the middle, in units of the rock: half the diagonal at the
  /// greatest width, and a little more for crystals cut by the edge.
  static let reach: Float = 0.97

  /// The rock's point at the centre of a pixel.
  func point(_ column: Int, _ row: Int) -> PlanePoint {
    let middle = Float(side) * 0.5
    let place = PlanePoint(Float(column) + 0.5 - middle, Float(row) + 0.5 - middle)
    return (place * pixel).along(axis)
  }

  /// The picture's place of a point of the rock, in pixels from the upper left corner.
  func place(_ point: PlanePoint) -> PlanePoint {
    let turned = point.along(PlanePoint(axis.x, -axis.y)) * (1 / pixel)
    let middle = Float(side) * 0.5
    return PlanePoint(turned.x + middle, turned.y + middle)
  }
}
