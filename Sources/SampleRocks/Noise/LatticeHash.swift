/// Random bits that belong to a lattice point.
enum LatticeHash {
  /// 32 well-mixed bits for a column and row under a seed.
  static func bits(_ column: Int32, _ row: Int32, _ seed: UInt32) -> UInt32 {
    // Two large primes near 2³² / φ and its like, as in xxHash.
    let spread =
      UInt32(bitPattern: column) &* 0x9E37_79B1 &+ UInt32(bitPattern: row) &* 0x85EB_CA77 &+ seed
    return mix(spread)
  }

  /// Multiply and xorshift, a permutation of 32 bits with very low bias (Wellons, "lowbias32").
  static func mix(_ value: UInt32) -> UInt32 {
    var mixed = value
    mixed ^= mixed >> 16
    mixed = mixed &* 0x7FEB_352D
    mixed ^= mixed >> 15
    mixed = mixed &* 0x846C_A68B
    mixed ^= mixed >> 16
    return mixed
  }

  /// The bits as a number in 0 ..< 1.
  static func unit(_ bits: UInt32) -> Float {
    Float(bits >> 8) * (1 / 16_777_216)
  }
}
