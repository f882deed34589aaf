/// The layering of a rock: planes that were folded, and that bend round hard grains.
struct Foliation {
  /// Amplitude of the folds, in units of the rock.
  var foldHeight: Float
  /// Folds per unit along the layers.
  var foldFrequency: Float
  /// Amplitude of the small sharp folds upon them.
  var crinkleHeight: Float
  /// Small folds per unit along the layers.
  var crinkleFrequency: Float
  private let fold: GradientNoise
  private let crinkle: GradientNoise
  /// The grains the layers bend round, with half axes along and across the layers.
  private(set) var obstacles: [Obstacle] = []

  /// A hard grain within the layers.
  struct Obstacle {
    let centre: PlanePoint
    /// The centre in the frame of the layers.
    let across: Float
    let halfLength: Float
    let halfWidth: Float
  }

  /// A point as the layers see it.
  struct Position {
    /// Along the layers.
    let along: Float
    /// Across the layers: constant in one layer, also round an obstacle.
    var across: Float
    /// Squared distance from the nearest obstacle's centre in units of its half axes: below 1 inside.
    var closeness = Float.greatestFiniteMagnitude
    /// The offset from that obstacle's centre, sheared with the layers.
    var offset = PlanePoint(0, 0)
    /// Which obstacle that is.
    var nearest = 0
  }

  init(
    random: inout RockRandom, foldHeight: Float, foldFrequency: Float, crinkleHeight: Float,
    crinkleFrequency: Float
  ) {
    self.foldHeight = foldHeight
    self.foldFrequency = foldFrequency
    self.crinkleHeight = crinkleHeight
    self.crinkleFrequency = crinkleFrequency
    fold = GradientNoise(random: &random)
    crinkle = GradientNoise(random: &random)
  }

  mutating func add(_ centre: PlanePoint, halfLength: Float, halfWidth: Float) {
    obstacles.append(
      Obstacle(
        centre: centre, across: unfold(centre), halfLength: halfLength, halfWidth: halfWidth))
  }

  /// Where a point of the rock lies in its layers.
  func position(_ point: PlanePoint) -> Position {
    let flat = unfold(point)
    var position = Position(along: point.x, across: flat)
    for (index, obstacle) in obstacles.enumerated() {
      let offset = PlanePoint(point.x - obstacle.centre.x, flat - obstacle.across)
      let x = offset.x / obstacle.halfLength
      let y = offset.y / obstacle.halfWidth
      let closeness = x * x + y * y
      if closeness < position.closeness {
        position.closeness = closeness
        position.offset = offset
        position.nearest = index
      }
      if closeness < Self.influence {
        // The stream function of an ideal flow past a cylinder, y (1 − 1/r²), faded out at the far end.
        position.across -= offset.y * (1 / max(closeness, 1) - 1 / Self.influence)
      }
    }
    return position
  }

  /// Squared distance, in half axes, at which an obstacle bends the layers no more.
  private static let influence: Float = 9

  /// The point's level before folding.
  private func unfold(_ point: PlanePoint) -> Float {
    // The folds change slowly from layer to layer, as in nature where one fold dies out into another.
    let large = fold.fractal(point.x * foldFrequency, point.y * foldFrequency * 0.45, octaves: 2)
    let small = crinkle.value(point.x * crinkleFrequency, point.y * crinkleFrequency * 0.3)
    return point.y + foldHeight * large + crinkleHeight * small
  }
}
