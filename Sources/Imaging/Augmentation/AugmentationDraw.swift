/// What is drawn for one image, always in the same order, whether it is used or not.
struct AugmentationDraw {
  /// Quarter turns clockwise, 0 to 3.
  let quarters: Int
  /// Whether left and right are swapped.
  let mirrorsColumns: Bool
  /// Whether top and bottom are swapped.
  let mirrorsRows: Bool
  /// The sides of the part that is shown, as a share of the image's.
  let side: Double
  /// Where the part lies, from 0, at the left, to 1, at the right.
  let left: Double
  /// Where the part lies, from 0, at the top, to 1, at the bottom.
  let top: Double
  /// What values are multiplied by.
  let gain: Double
  /// What distances from the mean are multiplied by.
  let contrast: Double

  private static let leastArea = 0.8
  private static let mostGain = 0.15
  private static let mostContrast = 0.1

  init(seed: UInt64) {
    // SplitMix64 (Steele, Lea and Flood, 2014).
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    let bits = next()
    quarters = Int(bits & 3)
    mirrorsColumns = bits & 4 != 0
    mirrorsRows = bits & 8 != 0
    side = (Self.leastArea + (1 - Self.leastArea) * uniform()).squareRoot()
    left = uniform()
    top = uniform()
    gain = 1 + Self.mostGain * (2 * uniform() - 1)
    contrast = 1 + Self.mostContrast * (2 * uniform() - 1)
  }
}
