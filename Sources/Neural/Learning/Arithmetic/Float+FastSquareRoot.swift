extension Float {
  /// The square root of a number that is not negative, off by about a unit in the last place.
  ///
  /// ``squareRoot()`` calls the C library for negative numbers, and so keeps a loop from being vectorised. This
  /// halves and negates the exponent for a first guess of 1/√x (Lomont, "Fast inverse square root", 2003), right
  /// to 4 %, and lets Newton's method square its error three times.
  @inline(__always)
  var fastSquareRoot: Float {
    var inverse = Float(bitPattern: 0x5F37_59DF &- (bitPattern >> 1))
    let half = 0.5 * self
    inverse *= 1.5 - half * inverse * inverse
    inverse *= 1.5 - half * inverse * inverse
    inverse *= 1.5 - half * inverse * inverse
    return self * inverse
  }
}
