/// The few curves that all drawing uses, made of exactly rounded operations only, so that no machine's
/// mathematics library can change a picture.
enum Curve {
  /// The value held within 0 … 1.
  static func clamp(_ value: Float) -> Float {
    value < 0 ? 0 : (value > 1 ? 1 : value)
  }

  /// 0 at or below `start`, 1 at or above `end`, and a smooth rise (Hermite cubic) between.
  static func step(_ start: Float, _ end: Float, _ value: Float) -> Float {
    let t = clamp((value - start) / (end - start))
    return t * t * (3 - 2 * t)
  }

  /// The way from `a` (at 0) to `b` (at 1).
  static func mix(_ a: Float, _ b: Float, _ share: Float) -> Float {
    a + (b - a) * share
  }

  /// Sine of an angle in turns, within 0.001: a parabola with one refinement.
  static func sine(turns: Float) -> Float {
    let t = turns - Float(floor(turns + 0.5))
    let parabola = 8 * t - 16 * t * abs(t)
    return 0.225 * (parabola * abs(parabola) - parabola) + parabola
  }

  /// The whole number at or below the value, which must be far within ±2³¹.
  static func floor(_ value: Float) -> Int32 {
    let truncated = Int32(value)
    return Float(truncated) > value ? truncated &- 1 : truncated
  }
}
