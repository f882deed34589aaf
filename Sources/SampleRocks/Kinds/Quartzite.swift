/// Quartzite: grains of quartz grown into each other, sugary and glassy, stained by iron along seams.
struct Quartzite {
  private let ground: LinearColour
  private let second: LinearColour
  private let stain: LinearColour
  private let grains: CellularNoise
  private let small: CellularNoise
  private let cracks: CellularNoise
  private let clouds: GradientNoise
  private let sutures: GradientNoise
  private let grainFrequency: Float
  /// Strength of the relict sand layers, 0 … 1.
  private let bedding: Float
  private let bedFrequency: Float
  /// How much of the rock is stained, 0 … 1.
  private let staining: Float
  private let facets: Float
  /// Flattening of the grains by strain: 1 for none.
  private let flattening: Float

  private static let palettes: [(ground: UInt32, second: UInt32)] = [
    (0xCBC8C3, 0xA5A3A0),  // grey
    (0xD6B9AF, 0xB79A92),  // pink
    (0xCDB796, 0xA99678),  // tan
    (0xE4E0DA, 0xC4BFB8),  // white
    (0xA7989C, 0x857A80),  // purplish
    (0x9C9A97, 0x7A7977),  // dark grey
    (0xC2C6C0, 0x98A098),  // greenish, fuchsite-bearing
  ]
  private static let stains: [UInt32] = [0x9A5F33, 0x8A4B30, 0xB07F42, 0x7C4A3A]

  init(random: inout RockRandom) {
    let chosen = random.pick(Self.palettes)
    ground = LinearColour(srgb: chosen.ground).varied(&random, by: 0.09)
    second = LinearColour(srgb: chosen.second).varied(&random, by: 0.09)
    stain = LinearColour(srgb: random.pick(Self.stains)).varied(&random, by: 0.12)
    grains = CellularNoise(random: &random)
    small = CellularNoise(random: &random)
    cracks = CellularNoise(random: &random)
    clouds = GradientNoise(random: &random)
    sutures = GradientNoise(random: &random)
    grainFrequency = random.uniform(17...34)
    bedding = random.chance(0.4) ? random.uniform(0.3...1) : 0
    bedFrequency = random.uniform(3...8)
    staining = random.uniform(0.1...1)
    facets = random.uniform(0.010...0.028)
    flattening = random.uniform(0.55...1)
  }

  func surface(_ framing: Framing) -> RockSurface {
    RockSurface(framing) { point in texel(point) }
  }

  private func texel(_ point: PlanePoint) -> Texel {
    // Sutured borders: the grains have dissolved into each other.
    let frequency = grainFrequency
    let jagX = sutures.fractal(point.x * frequency * 2.2, point.y * frequency * 2.2, octaves: 2)
    let jagY = sutures.value(point.x * frequency * 2.2 + 60, point.y * frequency * 2.2 + 90)
    let x = point.x * frequency * flattening + 0.24 * jagX
    let y = point.y * frequency + 0.24 * jagY
    let grain = grains.grain(x, y)
    let tiny = small.grain(x * 2.3, y * 2.3)
    // Where a large grain's number says so, it has recrystallised to small ones.
    let recrystallised = grain.chance(1) < 0.35
    let piece = recrystallised ? tiny : grain

    let broad = clouds.fractal(point.x * 2.2, point.y * 2.2, octaves: 3)
    let level = point.y * bedFrequency + 0.6 * broad
    let bed = bedding * clouds.fractal(level * 1.1 + 20, point.x * 0.3, octaves: 3)
    // Glassy grains: clear ones look darker, for light goes through them; milky ones scatter it. Within a
    // grain it changes smoothly from side to side.
    let milk = piece.chance(2) * piece.chance(3)
    let depth = 0.16 * (piece.offset.x * (piece.chance(7) - 0.5) + piece.offset.y * (piece.chance(8) - 0.5))
    var colour = second.mixed(ground, Curve.clamp(0.3 + 0.95 * milk + 0.35 * broad + 0.7 * bed))
    colour = colour * (0.84 + 0.26 * piece.chance(4) + 2 * depth + 0.05 * jagX)
    let border = piece.border * (recrystallised ? 0.5 : 1)
    let seam = 1 - Curve.step(0, 0.16, border)
    colour = colour * (1 - 0.13 * seam)

    let crack = cracks.grain(point.x * 2.6 + 0.14 * jagX + 0.35 * broad, point.y * 2.6 + 0.14 * jagY)
    let fissure = 1 - Curve.step(0, 0.035, crack.border)
    let near = 1 - Curve.step(0, 0.3, crack.border)
    // Iron comes in along fissures and seeps between the grains.
    let seep = Curve.step(0.05, 0.75, broad + 0.45 * near + 0.25 * bed) * staining
    let ironAmount = Curve.clamp(
      seep * (0.28 + 0.55 * seam + 0.25 * piece.chance(5)) + 0.45 * fissure * staining)
    colour = colour.mixed(colour * stain * 1.7, ironAmount).mixed(stain, 0.35 * ironAmount)
    colour = colour * (1 - 0.35 * fissure * staining)

    // Broken faces tilt this way and that, and meet at the seams without a step.
    let tilt = facets * (recrystallised ? 5 : 10) / frequency
    let relief = piece.facet(tilt) * Curve.step(0, 0.3, border)
    let glint = Curve.step(0.9, 0.99, piece.chance(6)) * Curve.step(0.1, 0.35, border) * 0.24
    let height = relief + 0.0012 * Curve.step(0, 0.5, border) + 0.006 * broad - 0.004 * fissure
    return Texel(colour: colour, height: height, glint: glint)
  }
}
