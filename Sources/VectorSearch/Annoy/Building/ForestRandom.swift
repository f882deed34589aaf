/// Random numbers that a seed and the number of a tree determine on every machine: SplitMix64 (Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", 2014).
struct ForestRandom {
  private var state: UInt64

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A stream of its own for each tree.
  init(seed: UInt64, tree: Int) {
    state = seed
    // Streams of neighbouring seeds or trees must not be one another's beginnings, so both pass the mixer.
    state = next() ^ (UInt64(truncatingIfNeeded: tree) &* Self.increment)
    state = next()
  }

  /// Any 64 bits.
  mutating func next() -> UInt64 {
    state &+= Self.increment
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<limit`, each as likely to within 1 in 2⁶⁴ / `limit`.
  mutating func index(below limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// One side or the other.
  mutating func flip() -> Bool { next() >> 63 == 1 }
}
