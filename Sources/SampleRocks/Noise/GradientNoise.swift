/// Smooth random fields over the plane: gradient noise (Perlin, 1985, with the fade curve of 2002) and its
/// sums.
///
/// Values lie about −1 … 1, most of them within ±0.5; one lattice cell is one unit of the plane.
struct GradientNoise {
  let seed: UInt32

  init(random: inout RockRandom) {
    seed = random.noiseSeed()
  }

  init(seed: UInt32) {
    self.seed = seed
  }

  /// One octave.
  func value(_ x: Float, _ y: Float) -> Float {
    value(x, y, seed)
  }

  /// Fractal Brownian motion: octaves of doubled frequency and halved strength, scaled so that the spread of
  /// the sum is that of one octave.
  func fractal(_ x: Float, _ y: Float, octaves: Int) -> Float {
    var sum: Float = 0
    var strength: Float = 1
    var power: Float = 0
    var point = PlanePoint(x, y)
    for octave in 0..<octaves {
      sum += strength * value(point.x, point.y, seed &+ UInt32(octave) &* 0x6C8E_9CF5)
      power += strength * strength
      strength *= 0.5
      // Twice the frequency, turned by the angle of the 3-4-5 triangle so that lattices do not line up.
      point = PlanePoint(1.6 * point.x - 1.2 * point.y, 1.2 * point.x + 1.6 * point.y)
    }
    return sum / power.squareRoot()
  }

  /// The point moved by two fractal fields, `strength` at the most or so: domain warping.
  func warp(_ point: PlanePoint, frequency: Float, strength: Float, octaves: Int) -> PlanePoint {
    let x = point.x * frequency
    let y = point.y * frequency
    return PlanePoint(
      point.x + strength * fractal(x, y, octaves: octaves),
      point.y + strength * fractal(x + 31.7, y - 17.3, octaves: octaves))
  }

  private func value(_ x: Float, _ y: Float, _ seed: UInt32) -> Float {
    let column = Curve.floor(x)
    let row = Curve.floor(y)
    let dx = x - Float(column)
    let dy = y - Float(row)
    let u = dx * dx * dx * (dx * (dx * 6 - 15) + 10)
    let v = dy * dy * dy * (dy * (dy * 6 - 15) + 10)
    let top = Curve.mix(
      corner(column, row, dx, dy, seed), corner(column &+ 1, row, dx - 1, dy, seed), u)
    let bottom = Curve.mix(
      corner(column, row &+ 1, dx, dy - 1, seed), corner(column &+ 1, row &+ 1, dx - 1, dy - 1, seed), u)
    return Curve.mix(top, bottom, v) * Self.gain
  }

  /// Gradients fill a square of half side 1; this brings the sum to about −1 … 1.
  private static let gain: Float = 1.6

  private func corner(_ column: Int32, _ row: Int32, _ dx: Float, _ dy: Float, _ seed: UInt32) -> Float {
    let bits = LatticeHash.bits(column, row, seed)
    let gradientX = Float(Int32(bitPattern: bits) >> 16) * (1 / 32768)
    let gradientY = Float(Int32(bitPattern: bits << 16) >> 16) * (1 / 32768)
    return gradientX * dx + gradientY * dy
  }
}
