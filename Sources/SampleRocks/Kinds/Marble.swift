/// Veined marble: recrystallised calcite, clouded, crossed by turbulent veins of graphite, iron or calcite.
struct Marble {
  private let ground: LinearColour
  private let cloud: LinearColour
  private let vein: LinearColour
  private let hairline: LinearColour
  private let clouds: GradientNoise
  private let veins: GradientNoise
  private let fine: GradientNoise
  private let crystals: CellularNoise
  private let blocks: CellularNoise
  /// How strongly the veins writhe.
  private let turbulence: Float
  private let veinFrequency: Float
  private let veinWidth: Float
  /// Stretch along the first axis: 1 for none.
  private let stretch: Float
  /// Share of brecciated blocks in the pattern, 0 … 1.
  private let brecciation: Float
  private let crystalFrequency: Float

  private static let palettes: [(ground: UInt32, cloud: UInt32, vein: UInt32, hairline: UInt32)] = [
    (0xE9E7E3, 0xC9CBCD, 0x6E747B, 0x9A9DA1),  // white, grey veins
    (0xE9E7E3, 0xD5CEC4, 0x6B6A6B, 0xA8713F),  // white, grey and rust
    (0xE3D6C0, 0xD0B894, 0x8F5B33, 0x7A4A2C),  // cream, rust
    (0xA3A7AA, 0x84898E, 0xE2E1DD, 0xD2D0CB),  // grey, white veins
    (0xDBB9AC, 0xC49A8C, 0x8A5A4E, 0xEADCD4),  // pink
    (0xC8CFC2, 0x9FAF9C, 0x4E6351, 0xE6E8E0),  // greenish
    (0x5F6265, 0x4A4C50, 0xD6D2C8, 0xB38B55),  // dark, white and gold
  ]
  /// How many times each palette enters the draw: white is what most think of.
  private static let shares = [3, 3, 2, 2, 1, 1, 1]

  init(random: inout RockRandom) {
    let bag = zip(Self.palettes, Self.shares).flatMap { Array(repeating: $0, count: $1) }
    let chosen = random.pick(bag)
    ground = LinearColour(srgb: chosen.ground).varied(&random, by: 0.06)
    cloud = LinearColour(srgb: chosen.cloud).varied(&random, by: 0.08)
    vein = LinearColour(srgb: chosen.vein).varied(&random, by: 0.15)
    hairline = LinearColour(srgb: chosen.hairline).varied(&random, by: 0.15)
    clouds = GradientNoise(random: &random)
    veins = GradientNoise(random: &random)
    fine = GradientNoise(random: &random)
    crystals = CellularNoise(random: &random)
    blocks = CellularNoise(random: &random)
    turbulence = random.uniform(0.10...0.30)
    veinFrequency = random.uniform(1.4...3)
    veinWidth = random.uniform(0.03...0.085)
    stretch = random.uniform(0.35...1)
    brecciation = random.chance(0.25) ? random.uniform(0.5...1) : 0
    crystalFrequency = random.uniform(60...105)
  }

  func surface(_ framing: Framing) -> RockSurface {
    RockSurface(framing) { point in texel(point) }
  }

  private func texel(_ point: PlanePoint) -> Texel {
    let warped = clouds.warp(point, frequency: 2.1, strength: turbulence, octaves: 4)
    let x = warped.x * veinFrequency * stretch
    let y = warped.y * veinFrequency

    let haze = clouds.fractal(x * 0.9 + 7, y * 0.9 - 3, octaves: 4)
    var colour = ground.mixed(cloud, Curve.step(-0.25, 0.75, haze))

    // A vein runs where the field crosses zero; a second field swells and pinches it.
    let swell = fine.value(warped.x * 4.3, warped.y * 4.3)
    let main = abs(veins.fractal(x, y, octaves: 3))
    let width = veinWidth * max(0.12, 0.8 + 1.7 * swell)
    let core = 1 - Curve.step(width * 0.15, width, main)
    let halo = 1 - Curve.step(0, width * 5, main)
    colour = colour.mixed(vein, 0.30 * halo * halo + 0.62 * core)

    let thin = abs(fine.fractal(x * 2.3 + 50, y * 2.3 + 20, octaves: 3))
    let thinWidth = 0.045 * max(0, 0.55 + 1.6 * haze)
    let line = thinWidth > 0 ? 1 - Curve.step(0, thinWidth, thin) : 0
    colour = colour.mixed(hairline, 0.6 * line)

    if brecciation > 0 {
      let block = blocks.grain(warped.x * 5.2, warped.y * 5.2)
      let seam = 1 - Curve.step(0.01, 0.11, block.border)
      colour = colour * (1 + brecciation * 0.16 * (block.chance(1) - 0.5))
      colour = colour.mixed(vein, brecciation * 0.7 * seam * Curve.step(-0.5, 0.3, swell + haze))
    }

    // The sugary grain of calcite: faint tilts, some cleavage faces flashing.
    let crystal = crystals.grain(point.x * crystalFrequency, point.y * crystalFrequency)
    colour = colour * (0.955 + 0.08 * crystal.chance(1))
    let glint = 0.16 * Curve.step(0.95, 1, crystal.chance(2))
    return Texel(colour: colour, height: crystal.facet(0.0008) - 0.0012 * core, glint: glint)
  }
}
