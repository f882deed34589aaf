/// A colour as shares of reflected light, red, green and blue, 0 … 1 (sRGB primaries, linear).
struct LinearColour {
  var red: Float
  var green: Float
  var blue: Float

  init(_ red: Float, _ green: Float, _ blue: Float) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// From the usual six hexadecimal digits, such as `0xC79F93`.
  init(srgb: UInt32) {
    self.init(
      TransferCurve.decode(Float((srgb >> 16) & 0xFF) / 255),
      TransferCurve.decode(Float((srgb >> 8) & 0xFF) / 255),
      TransferCurve.decode(Float(srgb & 0xFF) / 255))
  }

  /// Mean of the three, enough of a brightness for random jitter.
  var brightness: Float { (red + green + blue) / 3 }

  /// The way from this colour (at 0) to another (at 1).
  func mixed(_ other: LinearColour, _ share: Float) -> LinearColour {
    LinearColour(
      Curve.mix(red, other.red, share), Curve.mix(green, other.green, share),
      Curve.mix(blue, other.blue, share))
  }

  /// A specimen's own version of the colour: brighter or darker, more or less saturated, warmer or cooler.
  func varied(_ random: inout RockRandom, by strength: Float) -> LinearColour {
    let exposure = 1 + strength * random.bell()
    let greyness = strength * random.unit()
    let warmth = 0.22 * strength * random.bell()
    let grey = LinearColour(brightness, brightness, brightness)
    let muted = mixed(grey, greyness) * max(exposure, 0.3)
    return LinearColour(muted.red * (1 + warmth), muted.green, muted.blue * (1 - warmth))
  }

  static func * (colour: LinearColour, scale: Float) -> LinearColour {
    LinearColour(colour.red * scale, colour.green * scale, colour.blue * scale)
  }

  /// Light seen through a filter.
  static func * (colour: LinearColour, filter: LinearColour) -> LinearColour {
    LinearColour(colour.red * filter.red, colour.green * filter.green, colour.blue * filter.blue)
  }

  static func + (a: LinearColour, b: LinearColour) -> LinearColour {
    LinearColour(a.red + b.red, a.green + b.green, a.blue + b.blue)
  }
}
