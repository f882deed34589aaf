/// The sRGB transfer curve (IEC 61966-2-1), from roots found by Newton's method rather than `pow`, whose last
/// bits differ between mathematics libraries.
enum TransferCurve {
  /// Linear light for an encoded value, both 0 … 1.
  static func decode(_ encoded: Float) -> Float {
    guard encoded > 0.04045 else { return encoded / 12.92 }
    let base = (encoded + 0.055) / 1.055
    let square = base * base
    return square * root(square, degree: 5)  // base^2.4 = base² · (base²)^(1/5)
  }

  /// Encoded value for linear light, both 0 … 1.
  static func encode(_ linear: Float) -> Float {
    guard linear > 0.003_130_8 else { return max(linear, 0) * 12.92 }
    let half = linear.squareRoot()
    return 1.055 * half.squareRoot() * root(half, degree: 3) - 0.055  // x^(5/12) = x^(1/4) · x^(1/6)
  }

  /// Encoded levels 0 … 255, with fractions, for linear light whose square root is `index / lastLevel`.
  static let levels: [Float] = (0...lastLevel).map { index in
    let root = Float(index) / Float(lastLevel)
    return encode(root * root) * 255
  }

  /// Square-root spacing of 4,096 entries is finer than a byte's step everywhere.
  static let lastLevel = 4095

  private static func root(_ value: Float, degree: Int) -> Float {
    var estimate = (value + 1) / 2  // above the root for every value in 0 … 1, so that Newton falls onto it
    for _ in 0..<24 {
      var power: Float = 1
      for _ in 1..<degree { power *= estimate }
      estimate -= (estimate - value / power) / Float(degree)
    }
    return estimate
  }
}
