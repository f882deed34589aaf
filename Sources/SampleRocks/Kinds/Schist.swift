/// Garnet mica schist: wavy, glittering lamellae of mica, lenses of quartz, and garnets that the layers bend
/// round.
struct Schist {
  private struct Garnet {
    let centre: PlanePoint
    let radius: Float
    /// Directions to the faces seen in the cut.
    let faces: [PlanePoint]
    let phase: Float
  }

  private let mica: LinearColour
  private let shadow: LinearColour
  private let quartz: LinearColour
  private let garnetColour: LinearColour
  private var foliation: Foliation
  private let lamellae: GradientNoise
  private let flakes: CellularNoise
  private let flakeFrequency: Float
  private let lamellaFrequency: Float
  /// How many flakes flash.
  private let glitter: Float
  /// Level of the noise above which there is a quartz lens: lower for more quartz.
  private let quartzLevel: Float
  private var garnets: [Garnet] = []

  private static let palettes: [(mica: UInt32, shadow: UInt32)] = [
    (0xB3B2AE, 0x5C5B5A),  // silvery muscovite
    (0x77767B, 0x343437),  // graphite
    (0x8B967F, 0x454D40),  // chlorite, green
    (0x9C8561, 0x4A3B2B),  // biotite, golden brown
    (0x8A929A, 0x474D55),  // bluish
    (0xB09C8E, 0x62544C),  // pinkish, weathered
  ]

  init(random: inout RockRandom) {
    let chosen = random.pick(Self.palettes)
    mica = LinearColour(srgb: chosen.mica).varied(&random, by: 0.12)
    shadow = LinearColour(srgb: chosen.shadow).varied(&random, by: 0.15)
    quartz = LinearColour(srgb: random.pick([0xD9D4CC, 0xCFC2B2, 0xC9CACA])).varied(&random, by: 0.07)
    garnetColour = LinearColour(srgb: random.pick([0x6A2A2A, 0x57272E, 0x70382B, 0x4A2424]))
      .varied(&random, by: 0.15)
    flakeFrequency = random.uniform(34...60)
    lamellaFrequency = random.uniform(16...30)
    glitter = random.uniform(0.05...0.16)
    quartzLevel = random.uniform(0.22...0.75)
    foliation = Foliation(
      random: &random, foldHeight: random.uniform(0.02...0.18), foldFrequency: random.uniform(0.8...2.4),
      crinkleHeight: random.uniform(0.006...0.028), crinkleFrequency: random.uniform(7...15))
    lamellae = GradientNoise(random: &random)
    flakes = CellularNoise(random: &random)
    if random.chance(0.75) { addGarnets(&random) }
  }

  private mutating func addGarnets(_ random: inout RockRandom) {
    let largest = random.uniform(0.018...0.055)
    let sizes = (0..<random.count(4...26)).map { _ in largest * random.uniform(0.35...1) }.sorted(by: >)
    for place in Scatter.discs(sizes.map { $0 * 1.5 }, reach: 0.8, random: &random) {
      let radius = place.size / 1.5
      let count = random.count(5...7)
      let start = random.unit()
      let faces = (0..<count).map { face in
        PlanePoint(turns: start + (Float(face) + 0.22 * random.bell()) / Float(count))
      }
      garnets.append(
        Garnet(centre: place.centre, radius: radius, faces: faces, phase: random.uniform(0...900)))
      foliation.add(place.centre, halfLength: radius * 1.35, halfWidth: radius * 1.1)
    }
  }

  func surface(_ framing: Framing) -> RockSurface {
    var surface = RockSurface(framing) { point in lamella(point) }
    for garnet in garnets {
      surface.stamp(garnet.centre, reach: garnet.radius * 1.5) { offset, texel in
        draw(garnet, offset, framing.pixel, &texel)
      }
    }
    return surface
  }

  private func lamella(_ point: PlanePoint) -> Texel {
    let position = foliation.position(point)
    let along = position.along
    let across = position.across
    let level = across * lamellaFrequency
    let fold = lamellae.value(level, along * 2.4) + 0.6 * lamellae.value(level * 2.4 + 33, along * 5)
    // Flakes seen on edge: long, thin, overlapping like scales.
    let flake = flakes.grain(
      along * flakeFrequency * 0.32 + 0.7 * fold, across * flakeFrequency * 1.9)
    let sheen = lamellae.fractal(along * 3 + 70, across * 5, octaves: 2)
    var colour = shadow.mixed(
      mica, Curve.clamp(0.5 + 0.75 * fold + 0.35 * sheen + 0.5 * (flake.chance(1) - 0.5)))
    colour = colour * (0.75 + 0.25 * Curve.step(0, 0.22, flake.border))

    let lens = lamellae.fractal(along * 1.5 - 90, across * 8.5, octaves: 2)
    let lensed = Curve.step(quartzLevel, quartzLevel + 0.1, lens + 0.12 * (flake.chance(2) - 0.5))
    colour = colour.mixed(quartz * (0.82 + 0.22 * flake.chance(3)), 0.85 * lensed)
    // The pressure shadows at a garnet's ends fill with quartz too.
    if position.closeness < 5 {
      let obstacle = foliation.obstacles[position.nearest]
      let flat = abs(position.offset.y) / obstacle.halfWidth
      let tail = (1 - Curve.step(1.2, 4.6, position.closeness)) * (1 - Curve.step(0.25, 0.75, flat))
      colour = colour.mixed(quartz * (0.75 + 0.25 * flake.chance(3)), 0.6 * tail)
    }

    let bright =
      Curve.step(1 - glitter, 1 - glitter * 0.5, flake.chance(4)) * Curve.step(0.08, 0.3, flake.border)
    let glint = bright * (0.25 + 0.75 * flake.chance(5)) * (1 - 0.8 * lensed) * Curve.clamp(0.8 + sheen)
    let scale = flakes.grain(along * flakeFrequency * 1.1 - 40, across * flakeFrequency * 3.1 + 0.5 * fold)
    let spark = Curve.step(1 - 0.6 * glitter, 1, scale.chance(1)) * (1 - 0.8 * lensed)
    let height = 0.006 * fold + flake.facet(0.004) + 0.004 * lensed
    return Texel(colour: colour, height: height, glint: 0.8 * glint + 0.7 * spark)
  }

  /// A many-sided crystal, its faces sloping from the middle, cracked, with a dark rim.
  private func draw(_ garnet: Garnet, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel) {
    var outermost = -Float.greatestFiniteMagnitude
    for face in garnet.faces {
      outermost = max(outermost, offset.x * face.x + offset.y * face.y)
    }
    let chip = lamellae.value(offset.x * 60 + garnet.phase, offset.y * 60)
    let depth = garnet.radius - outermost + 0.05 * garnet.radius * chip
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    let inner = Curve.clamp(depth / garnet.radius)
    let crack = abs(lamellae.fractal(offset.x * 26 + garnet.phase, offset.y * 26, octaves: 2))
    var colour = garnetColour * (0.75 + 0.5 * inner + 0.3 * chip)
    colour = colour * (0.55 + 0.45 * Curve.step(0, 0.1, crack))
    colour = colour.mixed(shadow * 0.6, 0.6 * (1 - Curve.step(0, 0.16, inner)))
    let glint = Curve.step(0.45, 0.75, chip) * 0.3
    texel.cover(Texel(colour: colour, height: 0.45 * garnet.radius * inner, glint: glint), coverage)
  }
}
