import Glibc

/// Random numbers that a seed determines on every machine: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
///
/// It shuffles and draws itself rather than through Swift's library, whose algorithms may change.
public struct SeededRandom: Sendable {
  private var state: UInt64

  /// The numbers of a seed.
  public init(seed: UInt64) { state = seed }

  /// A stream of its own for each number, such as an epoch's, a layer's or an image's.
  public init(seed: UInt64, stream: Int) {
    var mixer = SeededRandom(seed: seed ^ (UInt64(bitPattern: Int64(stream)) &* 0xD1B5_4A32_D192_ED03))
    state = mixer.next()
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below `bound`, which is at least 1. The bias is below `bound` / 2⁶⁴.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "there is no number from 0 to below \(bound)")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 to below 1, a multiple of 2⁻²⁴ as a float can hold them all.
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A number from the lower bound to below the upper one.
  public mutating func uniform(_ range: Range<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Two independent numbers of mean 0 and variance 1 (Box and Muller, 1958).
  public mutating func normalPair() -> (Float, Float) {
    // From 1 rather than from 0, whose logarithm is not finite.
    let radius = (-2 * logf(1 - uniform())).squareRoot()
    let angle = 2 * Float.pi * uniform()
    return (radius * cosf(angle), radius * sinf(angle))
  }

  /// The elements in random order, all orders as likely (Fisher and Yates, 1938).
  public mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    var shuffled = Array(elements)
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) { shuffled.swapAt(last, below(last + 1)) }
    return shuffled
  }
}
