/// A stream of random numbers that is the same on every machine and with every version of Swift.
///
/// The generator is xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64 as they advise.
/// The standard library's `random(in:)` is not used: its algorithm is not promised to stay.
struct RockRandom {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var counter = seed
    state = (
      Self.splitMix(&counter), Self.splitMix(&counter), Self.splitMix(&counter), Self.splitMix(&counter)
    )
  }

  /// Goes on from a known state, which must not be all zeros.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  private static func splitMix(_ counter: inout UInt64) -> UInt64 {
    counter &+= 0x9E37_79B9_7F4A_7C15
    var mixed = counter
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, by: 45)
    return result
  }

  private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }

  /// Uniform in 0 ..< 1, on the 2²⁴ values a `Float` tells apart evenly.
  mutating func unit() -> Float {
    Float(next() >> 40) * (1 / 16_777_216)
  }

  /// Uniform in the range.
  mutating func uniform(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// Uniform in the range, its ends included.
  mutating func count(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() >> 33) % (range.upperBound - range.lowerBound + 1)
  }

  /// True with this probability.
  mutating func chance(_ probability: Float) -> Bool {
    unit() < probability
  }

  /// Near to a normal deviate (mean 0, deviation 1, never beyond ±3.5): the sum of four uniforms.
  mutating func bell() -> Float {
    let sum = unit() + unit() + unit() + unit()
    return (sum - 2) * 1.732_050_8
  }

  /// One of the choices, which must not be empty.
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[count(0...(choices.count - 1))]
  }

  /// A seed for a noise field.
  mutating func noiseSeed() -> UInt32 {
    UInt32(truncatingIfNeeded: next() >> 32)
  }

  /// A direction, uniform over the circle, of length 1.
  mutating func direction() -> PlanePoint {
    PlanePoint(turns: unit())
  }
}
