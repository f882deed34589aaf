/// Banded gneiss: quartz and feldspar layers between layers of biotite and hornblende, folded together, with
/// or without eyes (augen) of feldspar.
struct Gneiss {
  private struct Palette {
    let feldspar: LinearColour
    let quartz: LinearColour
    let mica: LinearColour
  }

  private let palette: Palette
  private var foliation: Foliation
  private let bands: GradientNoise
  private let grains: CellularNoise
  private let grainFrequency: Float
  private let bandFrequency: Float
  /// Above 0 the dark layers win, below 0 the light ones.
  private let darkness: Float
  /// How sharply one layer ends and the next begins.
  private let contrast: Float
  private let eyeColour: LinearColour

  private static let palettes: [(feldspar: UInt32, quartz: UInt32, mica: UInt32)] = [
    (0xD6D2CA, 0xA9A7A3, 0x2F2D2D),  // grey
    (0xD3AE9F, 0xAE9F98, 0x3A322F),  // pink
    (0xC9B896, 0xA79C88, 0x453B2E),  // weathered
    (0xC4C8BC, 0x9BA199, 0x2C332D),  // hornblende, greenish
    (0xE2DDD3, 0xB9B2A8, 0x575450),  // pale
  ]

  init(random: inout RockRandom) {
    let chosen = random.pick(Self.palettes)
    palette = Palette(
      feldspar: LinearColour(srgb: chosen.feldspar).varied(&random, by: 0.1),
      quartz: LinearColour(srgb: chosen.quartz).varied(&random, by: 0.1),
      mica: LinearColour(srgb: chosen.mica).varied(&random, by: 0.2))
    eyeColour = palette.feldspar.mixed(LinearColour(srgb: 0xF0E6DC), random.uniform(0...0.5))
    bandFrequency = random.uniform(5...12)
    grainFrequency = random.uniform(58...100)
    darkness = random.uniform(-0.22...0.16)
    contrast = random.uniform(0.05...0.4)
    foliation = Foliation(
      random: &random, foldHeight: random.uniform(0.04...0.24), foldFrequency: random.uniform(0.8...1.9),
      crinkleHeight: random.uniform(0...0.016), crinkleFrequency: random.uniform(5...9))
    bands = GradientNoise(random: &random)
    grains = CellularNoise(random: &random)
    if random.chance(0.6) {
      let sizes = (0..<random.count(3...16)).map { _ in random.uniform(0.04...0.11) }
        .sorted(by: >)
      for eye in Scatter.discs(sizes, reach: 0.75, random: &random) {
        foliation.add(
          eye.centre, halfLength: eye.size, halfWidth: eye.size * random.uniform(0.42...0.66))
      }
    }
  }

  func surface(_ framing: Framing) -> RockSurface {
    RockSurface(framing) { point in
      let position = foliation.position(point)
      let jag = bands.value(point.x * grainFrequency * 1.3, point.y * grainFrequency * 1.3)
      let grain = grains.grain(
        position.along * grainFrequency * 0.6 + 0.26 * jag,
        position.across * grainFrequency * 1.15 - 0.26 * jag)
      var texel = layer(position, grain)
      if position.closeness < 2.6 {
        texel = eye(position, grain, texel)
      }
      return texel
    }
  }

  private func layer(_ position: Foliation.Position, _ grain: Grain) -> Texel {
    let level = position.across * bandFrequency
    let along = position.along
    // Layers of three orders of thickness; each pinches out along its length.
    let order =
      bands.value(level, along * 0.7) + 0.55 * bands.value(level * 2.7 + 40, along * 1.3)
      + 0.3 * bands.value(level * 6.1 - 70, along * 2.6)
    // Each grain decides for itself near a boundary, which makes the boundary granular.
    let choice = order + darkness + (grain.chance(1) - 0.5) * 0.34
    let dark = Curve.step(-contrast, contrast, choice)
    let streaks = bands.value(level * 13, along * 6)

    var light = palette.feldspar.mixed(
      palette.quartz, Curve.step(0.2, 1.0, grain.chance(2) + 0.4 * streaks))
    light = light * (0.86 + 0.2 * grain.chance(3))
    var mica = palette.mica * (0.55 + 0.9 * grain.chance(4))
    if grain.chance(5) > 0.86 { mica = mica.mixed(palette.quartz, 0.55) }
    mica = mica * (1 + 0.5 * streaks)
    var colour = light.mixed(mica, dark)
    colour = colour * (0.9 + 0.1 * Curve.step(0, 0.2, grain.border))
    let relief = grain.facet(0.0055) - 0.004 * dark + 0.002 * streaks * dark
    let glint = dark * Curve.step(0.93, 1, grain.chance(6)) * 0.35
    return Texel(colour: colour, height: relief, glint: glint)
  }

  /// A feldspar eye: a single crystal, pointed along the layers, with a crushed rim and tails.
  private func eye(_ position: Foliation.Position, _ grain: Grain, _ around: Texel) -> Texel {
    let axes = foliation.obstacles[position.nearest]
    let x = abs(position.offset.x) / axes.halfLength
    let y = abs(position.offset.y) / axes.halfWidth
    // y = 1 − x^1.5 is the outline of an eye.
    let ragged = x * x.squareRoot() + y + (grain.chance(7) - 0.5) * 0.25
    let body = 1 - Curve.step(0.86, 1.0, ragged)
    let rim = 1 - Curve.step(1.0, 1.45, ragged)
    var texel = around
    let crushed = palette.feldspar.mixed(palette.quartz, 0.3) * (0.75 + 0.4 * grain.chance(8))
    texel.cover(Texel(colour: crushed, height: around.height), 0.8 * rim)
    // Cleavage (faint straight lines), clouds of alteration, and a twin's seam along the middle.
    let cleavage = bands.value((position.offset.x * 0.5 + position.offset.y) * 150, position.offset.x * 14)
    let clouds = bands.fractal(position.offset.x * 22 + 60, position.offset.y * 22, octaves: 2)
    let twin: Float = position.offset.y > 0.15 * position.offset.x ? 0.03 : -0.03
    let shade = 0.88 + 0.14 * cleavage + 0.2 * clouds + twin + 0.08 * (grain.chance(9) - 0.5)
    let swell = 0.004 * (1 - y) + 0.1 * twin * position.offset.y
    texel.cover(Texel(colour: eyeColour * shade, height: swell), body)
    return texel
  }
}
