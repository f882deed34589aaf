/// The light, lens and sensor that turn a surface into a picture.
struct Photograph {
  /// Towards the light, within the picture, scaled by how low it stands.
  private let slant: PlanePoint
  /// Brightness gained from one edge of the picture to the other.
  private let falloff: PlanePoint
  /// Brightness lost in the corners.
  private let vignette: Float
  /// Exposure times the colour of the light.
  private let light: LinearColour
  /// Share of a pixel's light that goes to its neighbours on either side, at 256 pixels.
  private let blur: Float
  /// Deviation of the sensor's noise, in levels of 255.
  private let grain: Float
  private let noiseSeed: UInt64

  init(random: inout RockRandom) {
    slant = random.direction() * random.uniform(0.45...1.0)
    falloff = random.direction() * random.uniform(0...0.4)
    vignette = random.uniform(0...0.25)
    let exposure = 1 + 0.13 * random.bell()
    let warmth = 0.045 * random.bell()
    let tint = 0.015 * random.bell()
    light = LinearColour(1 + warmth, 1 + tint, 1 - 1.2 * warmth) * max(exposure, 0.7)
    blur = random.uniform(0.05...0.24)
    grain = random.uniform(0.6...3.2)
    noiseSeed = random.next()
  }

  /// The picture of a surface: `side × side × 3` sRGB bytes.
  func develop(_ surface: RockSurface) -> [UInt8] {
    let side = surface.framing.side
    var exposed = expose(surface)
    // Below 256 pixels a pixel is wide already; above, blur in proportion would only cost time.
    if side > 1 { soften(&exposed, side, min(blur * Float(side) / 256, blur)) }
    return record(exposed)
  }

  private func expose(_ surface: RockSurface) -> [LinearColour] {
    let side = surface.framing.side
    let texels = surface.texels
    var exposed: [LinearColour] = []
    exposed.reserveCapacity(side * side)
    let inverse = 1 / Float(side)
    for row in 0..<side {
      let above = max(row - 1, 0) * side
      let below = min(row + 1, side - 1) * side
      let y = (Float(row) + 0.5) * inverse - 0.5
      for column in 0..<side {
        let texel = texels[row * side + column]
        let x = (Float(column) + 0.5) * inverse - 0.5
        let before = texels[row * side + max(column - 1, 0)].height
        let after = texels[row * side + min(column + 1, side - 1)].height
        let slopeX = (after - before) * Float(side) * 0.5
        let slopeY = (texels[below + column].height - texels[above + column].height) * Float(side) * 0.5
        // Lambert's cosine, divided by that of level ground.
        let lean = 1 - slopeX * slant.x - slopeY * slant.y
        let shade = lean / (1 + slopeX * slopeX + slopeY * slopeY).squareRoot()
        let place = 1 + falloff.x * x + falloff.y * y - vignette * 2 * (x * x + y * y)
        let strength = min(max(shade, Self.darkest), Self.brightest) * place
        let flash = texel.glint * Self.flash * place
        exposed.append((texel.colour * strength + LinearColour(flash, flash, flash)) * light)
      }
    }
    return exposed
  }

  /// Light from the sky reaches even a slope that faces away.
  private static let darkest: Float = 0.22
  private static let brightest: Float = 1.9
  /// What a full glint adds.
  private static let flash: Float = 0.5

  /// Three-point blur along rows, then along columns.
  private func soften(_ image: inout [LinearColour], _ side: Int, _ share: Float) {
    let keep = 1 - 2 * share
    for (step, line) in [(1, side), (side, 1)] {
      for first in 0..<side {
        var index = first * line
        var previous = image[index]
        for place in 0..<side {
          let current = image[index]
          let next = place + 1 < side ? image[index + step] : current
          image[index] = current * keep + (previous + next) * share
          previous = current
          index += step
        }
      }
    }
  }

  private func record(_ image: [LinearColour]) -> [UInt8] {
    let levels = TransferCurve.levels
    let last = Float(TransferCurve.lastLevel)
    var random = RockRandom(seed: noiseSeed)
    let common = grain * 1.4
    let separate = grain * 0.7
    var bytes: [UInt8] = []
    bytes.reserveCapacity(image.count * 3)
    for colour in image {
      // One draw gives the pixel's noise: 16 bits of brightness and 16 for each channel.
      let bits = random.next()
      let shared = Self.centred(bits) * common
      func level(_ light: Float, _ shift: UInt64) -> UInt8 {
        let clean = levels[Int(Curve.clamp(light).squareRoot() * last)]
        let noisy = clean + shared + Self.centred(bits >> shift) * separate
        return UInt8(min(max(noisy + 0.5, 0), 255))
      }
      bytes.append(level(colour.red, 16))
      bytes.append(level(colour.green, 32))
      bytes.append(level(colour.blue, 48))
    }
    return bytes
  }

  /// The lowest 16 bits as a number from −1 up to 1.
  private static func centred(_ bits: UInt64) -> Float {
    Float(bits & 0xFFFF) * (1 / 32768) - 1
  }
}
