/// Porphyritic andesite: a fine groundmass with zoned plagioclase laths and prisms of dark hornblende.
struct Andesite {
  private struct Phenocryst {
    let centre: PlanePoint
    let prism: Prism
    let isFeldspar: Bool
    /// Starts the zoning of this crystal.
    let phase: Float
    let colour: LinearColour
  }

  private let groundmass: LinearColour
  private let crystals: [Phenocryst]
  private let mottle: GradientNoise
  private let zones: GradientNoise
  private let grains: CellularNoise
  private let grainFrequency: Float
  private let core: LinearColour
  /// Depth of the iron-stained weathering, 0 … 1.
  private let weathering: Float

  private static let groundmasses: [UInt32] = [
    0x7D7E80, 0x595B5E, 0x6F766D, 0x80645A, 0x9D9A95, 0x8B8689, 0x676063,
  ]

  init(random: inout RockRandom) {
    groundmass = LinearColour(srgb: random.pick(Self.groundmasses)).varied(&random, by: 0.14)
    mottle = GradientNoise(random: &random)
    zones = GradientNoise(random: &random)
    grains = CellularNoise(random: &random)
    grainFrequency = random.uniform(130...170)
    weathering = random.chance(0.35) ? random.uniform(0.2...0.8) : 0
    let feldspar = LinearColour(srgb: random.pick([0xE9E6E0, 0xDDD6C6, 0xD5D7D4, 0xE0D0C4]))
      .varied(&random, by: 0.06)
    core = feldspar.mixed(groundmass, random.uniform(0.35...0.75))
    crystals = Self.crystals(feldspar: feldspar, random: &random)
  }

  private static func crystals(feldspar: LinearColour, random: inout RockRandom) -> [Phenocryst] {
    let flow = random.direction()
    // 0 for laths that lie anyhow, near 1 for laths that a lava flow has turned parallel.
    let alignment = random.chance(0.4) ? random.uniform(0.5...0.95) : 0
    let largest = random.uniform(0.03...0.07)
    let total = random.count(280...900)
    let dark = random.uniform(0.08...0.4)
    let hornblende = LinearColour(srgb: random.pick([0x1E1C1D, 0x28231F, 0x20261F]))
    // Crystal sizes: a few large, many small.
    let sizes = (0..<total).map { _ in
      let share = random.unit()
      return largest * (0.14 + 0.86 * share * share * share)
    }.sorted(by: >)
    return Scatter.discs(sizes, reach: Framing.reach, random: &random).map { place in
      let isFeldspar = !random.chance(dark)
      let free = random.direction()
      let sign: Float = free.x * flow.x + free.y * flow.y < 0 ? -1 : 1
      let leaning = free * (1 - alignment) + flow * (alignment * sign * 2)
      let direction = leaning * (1 / max(leaning.length, 1e-3))
      let slenderness: Float = isFeldspar ? random.uniform(1.3...3.2) : random.uniform(1.1...4.2)
      let prism = Prism(
        direction: direction, halfLength: place.size * 1.15, halfWidth: place.size * 1.15 / slenderness,
        taper: isFeldspar ? 0 : random.uniform(0.3...0.7))
      return Phenocryst(
        centre: place.centre, prism: prism, isFeldspar: isFeldspar, phase: random.uniform(0...900),
        colour: (isFeldspar ? feldspar : hornblende).varied(&random, by: 0.09))
    }
  }

  func surface(_ framing: Framing) -> RockSurface {
    var surface = RockSurface(framing) { point in ground(point) }
    for crystal in crystals {
      surface.stamp(crystal.centre, reach: crystal.prism.reach) { offset, texel in
        if crystal.isFeldspar {
          drawFeldspar(crystal, offset, framing.pixel, &texel)
        } else {
          drawHornblende(crystal, offset, framing.pixel, &texel)
        }
      }
    }
    return surface
  }

  /// Glass and microlites, too fine to make out: speckle, and mottling by alteration.
  private func ground(_ point: PlanePoint) -> Texel {
    let broad = mottle.fractal(point.x * 3, point.y * 3, octaves: 3)
    let grit = mottle.fractal(point.x * 46 + 9, point.y * 46, octaves: 2)
    let grain = grains.grain(point.x * grainFrequency, point.y * grainFrequency)
    var colour = groundmass * (0.86 + 0.28 * grain.chance(1) + 0.14 * broad + 0.12 * grit)
    if grain.chance(2) > 0.93 { colour = colour.mixed(core, 0.6) }
    if grain.chance(3) > 0.92 { colour = colour * 0.45 }
    if weathering > 0 {
      let stain = Curve.step(0.05, 0.6, broad + 0.3 * grit) * weathering
      colour = colour.mixed(Self.rust, 0.55 * stain)
    }
    return Texel(colour: colour, height: 0.003 * grit + grain.facet(0.003) + 0.006 * broad)
  }

  private static let rust = LinearColour(srgb: 0x93623D)

  private func drawFeldspar(
    _ crystal: Phenocryst, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel
  ) {
    let local = crystal.prism.local(offset)
    let corroded = 0.0022 * mottle.value(offset.x * 90 + crystal.phase, offset.y * 90)
    let depth = crystal.prism.depth(local) + corroded
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    // Oscillatory zoning follows the faces: one value for one depth.
    let inward = Curve.clamp(depth / crystal.prism.halfWidth)
    let ring = zones.fractal(inward * 6 + crystal.phase, 0.5, octaves: 2)
    // Sieve texture: the core is full of melt inclusions in some crystals.
    let sieve = mottle.fractal(local.x * 80 + crystal.phase, local.y * 80, octaves: 2)
    let sieved = Curve.sine(turns: crystal.phase) > 0.2 ? Curve.step(0.05, 0.4, sieve) * inward : 0
    var colour = crystal.colour.mixed(core, Curve.clamp(0.9 * ring + 0.2 + 0.6 * inward * inward))
    colour = colour.mixed(groundmass, 0.7 * sieved)
    // A Carlsbad twin: the halves to either side of the length differ a little, and tilt differently.
    let side: Float = local.y > 0 ? 1 : -1
    colour = colour * (1 + 0.045 * side)
    let slope = (local.x * 0.06 + local.y * 0.1 * side)
    texel.cover(Texel(colour: colour, height: texel.height * 0.2 + slope + 0.002, glint: 0.03), coverage)
  }

  private func drawHornblende(
    _ crystal: Phenocryst, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel
  ) {
    let local = crystal.prism.local(offset)
    let depth = crystal.prism.depth(local)
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    let inward = Curve.clamp(depth / crystal.prism.halfWidth)
    let streak = zones.value(local.x * 20 + crystal.phase, local.y * 240)
    let colour = crystal.colour * (0.75 + 0.55 * inward + 0.5 * streak)
    let glint = 0.22 * Curve.step(0.3, 0.7, streak) * Curve.step(0.1, 0.4, inward)
    texel.cover(Texel(colour: colour, height: 0.001 + 0.05 * local.y, glint: glint), coverage)
  }
}
