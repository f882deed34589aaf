/// One cell of a ``CellularNoise``, seen from a point within it.
struct Grain {
  /// How much nearer this grain's centre is than the next one's: 0 on the border, about 1 in the middle.
  let border: Float
  /// From the grain's centre to the point.
  let offset: PlanePoint
  /// Random bits of the grain.
  let bits: UInt32

  /// A random number of the grain, 0 ..< 1; another for each `trait`.
  func chance(_ trait: UInt32) -> Float {
    LatticeHash.unit(LatticeHash.mix(bits &+ trait &* 0x9E37_79B1))
  }

  /// The height of a plane that tilts at random through the grain's centre; a slope of at most `steepness`.
  func facet(_ steepness: Float) -> Float {
    ((chance(101) * 2 - 1) * offset.x + (chance(102) * 2 - 1) * offset.y) * steepness
  }
}
