/// Places for crystals: random, but no two closer than their sizes allow.
enum Scatter {
  /// Up to `sizes.count` discs within `reach` of the middle that do not overlap; the largest should come
  /// first, as a disc that finds no room after some tries is left out.
  static func discs(
    _ sizes: [Float], reach: Float, random: inout RockRandom
  ) -> [(centre: PlanePoint, size: Float)] {
    var placed: [(centre: PlanePoint, size: Float)] = []
    for size in sizes {
      for _ in 0..<tries {
        let centre = PlanePoint(random.uniform(-reach...reach), random.uniform(-reach...reach))
        let free = placed.allSatisfy { other in
          let room = size + other.size
          return (centre - other.centre).squaredLength > room * room
        }
        if free {
          placed.append((centre, size))
          break
        }
      }
    }
    return placed
  }

  /// Enough to fill a picture well, few enough to stay quick.
  private static let tries = 12
}
