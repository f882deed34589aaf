/// Flow-banded rhyolite: thin contorted laminae that wrap round quartz and sanidine, with gas holes.
struct Rhyolite {
  private enum Inclusion {
    case quartz
    case sanidine(Prism)
    case vesicle
  }

  private struct Body {
    let centre: PlanePoint
    let size: Float
    let inclusion: Inclusion
    /// Makes this outline unlike the next.
    let phase: Float
  }

  private let light: LinearColour
  private let dark: LinearColour
  private let sanidine: LinearColour
  private var foliation: Foliation
  private let bands: GradientNoise
  private let texture: GradientNoise
  private let bandFrequency: Float
  /// Contrast of the flow bands, 0 … 1.
  private let contrast: Float
  private var bodies: [Body] = []

  private static let palettes: [(light: UInt32, dark: UInt32)] = [
    (0xD0A99D, 0xA67668),  // pink
    (0xB4B0AD, 0x85807F),  // grey
    (0xD6C3A4, 0xAE9270),  // buff
    (0x9C8180, 0x6E5557),  // purple-brown
    (0xDFD4C7, 0xBBA698),  // cream
    (0xAD7D6C, 0x80584A),  // brick
    (0xC3B2AE, 0x8D8385),  // pinkish grey
  ]

  init(random: inout RockRandom) {
    let chosen = random.pick(Self.palettes)
    light = LinearColour(srgb: chosen.light).varied(&random, by: 0.09)
    dark = LinearColour(srgb: chosen.dark).varied(&random, by: 0.12)
    sanidine = LinearColour(srgb: random.pick([0xEFE9E0, 0xE6DCCB, 0xEBDAD0])).varied(&random, by: 0.05)
    bandFrequency = random.uniform(14...34)
    contrast = random.uniform(0.45...1)
    foliation = Foliation(
      random: &random, foldHeight: random.uniform(0.05...0.32), foldFrequency: random.uniform(1.2...3),
      crinkleHeight: random.uniform(0.004...0.022), crinkleFrequency: random.uniform(6...13))
    bands = GradientNoise(random: &random)
    texture = GradientNoise(random: &random)
    addBodies(&random)
  }

  private mutating func addBodies(_ random: inout RockRandom) {
    let largest = random.uniform(0.016...0.042)
    let crystals = random.uniform(0.45...0.97)
    let sizes = (0..<random.count(80...460)).map { _ in
      let share = random.unit()
      return largest * (0.22 + 0.78 * share * share)
    }.sorted(by: >)
    for place in Scatter.discs(sizes, reach: Framing.reach, random: &random) {
      let inclusion: Inclusion
      if random.chance(crystals) {
        if random.chance(0.5) {
          inclusion = .quartz
        } else {
          inclusion = .sanidine(
            Prism(
              direction: PlanePoint(turns: 0.2 * random.bell()), halfLength: place.size * 1.2,
              halfWidth: place.size * random.uniform(0.5...0.95), taper: 0))
        }
      } else {
        inclusion = .vesicle
      }
      bodies.append(
        Body(centre: place.centre, size: place.size, inclusion: inclusion, phase: random.uniform(0...900)))
    }
    // The largest ones bend the laminae; bending round every small one would cost time and not be seen.
    for body in bodies.prefix(20) {
      foliation.add(body.centre, halfLength: body.size * 1.2, halfWidth: body.size)
    }
  }

  func surface(_ framing: Framing) -> RockSurface {
    var surface = RockSurface(framing) { point in lamina(point) }
    for body in bodies {
      surface.stamp(body.centre, reach: body.size * 2.2) { offset, texel in
        switch body.inclusion {
        case .quartz: drawQuartz(body, offset, framing.pixel, &texel)
        case .sanidine(let prism): drawSanidine(body, prism, offset, framing.pixel, &texel)
        case .vesicle: drawVesicle(body, offset, framing.pixel, &texel)
        }
      }
    }
    return surface
  }

  private func lamina(_ point: PlanePoint) -> Texel {
    let position = foliation.position(point)
    let level = position.across * bandFrequency
    let along = position.along
    let order =
      bands.value(level * 0.35 + 11, along * 0.5) + 0.8 * bands.value(level, along * 1.1)
      + 0.5 * bands.value(level * 2.6 - 30, along * 2.2)
    let dust = texture.fractal(point.x * 60, point.y * 60, octaves: 2)
    let patch = texture.fractal(point.x * 4 + 5, point.y * 4, octaves: 2)
    let share = 0.45 + 0.85 * contrast * order + 0.1 * patch
    var colour = light.mixed(dark, Curve.clamp(share))
    // Here and there a lamina of glass, dark and thin.
    let glassy = Curve.step(0.62, 0.85, bands.value(level * 1.7 + 90, along * 0.8))
    colour = colour.mixed(dark * 0.55, 0.7 * glassy * contrast)
    colour = colour * (1 + 0.13 * dust + 0.08 * patch)
    return Texel(colour: colour, height: 0.0022 * dust + 0.0022 * order + 0.004 * patch)
  }

  /// Rounded and embayed by the melt; grey and glassy, with a bright spot.
  private func drawQuartz(_ body: Body, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel) {
    let bay = texture.value(offset.x * 0.9 / body.size + body.phase, offset.y * 0.9 / body.size)
    let depth = body.size * (0.9 + 0.5 * bay) - offset.length
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    let inner = Curve.clamp(depth / body.size)
    let clouds = texture.value(offset.x * 70 + body.phase, offset.y * 70)
    let colour = Self.smoke.mixed(texel.colour, 0.3) * (0.72 + 0.35 * inner + 0.25 * clouds)
    let glint = Curve.step(0.25, 0.5, clouds) * 0.4 * Curve.step(0.1, 0.4, inner)
    texel.cover(Texel(colour: colour, height: 0.25 * body.size * inner, glint: glint), coverage * 0.93)
  }

  private static let smoke = LinearColour(srgb: 0x8C8A88)

  /// A clear to white tablet with straight cleavage.
  private func drawSanidine(
    _ body: Body, _ prism: Prism, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel
  ) {
    let local = prism.local(offset)
    let depth = prism.depth(local) + 0.0016 * texture.value(offset.x * 110 + body.phase, offset.y * 110)
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    let cleavage = texture.value(local.x * 160 + body.phase, local.y * 12)
    let colour = sanidine.mixed(texel.colour, 0.18) * (0.94 + 0.18 * cleavage)
    texel.cover(Texel(colour: colour, height: local.x * 0.12 + 0.002, glint: 0.04), coverage * 0.95)
  }

  /// A hole left by gas, drawn out along the flow, dark within and lined with pale minerals.
  private func drawVesicle(_ body: Body, _ offset: PlanePoint, _ pixel: Float, _ texel: inout Texel) {
    let wobble = texture.value(offset.x * 1.1 / body.size + body.phase, offset.y * 1.1 / body.size)
    let radius = PlanePoint(offset.x * 0.62, offset.y * 1.25).length
    let depth = body.size * (0.95 + 0.6 * wobble) - radius
    let lining = Prism.coverage(depth + 0.18 * body.size, pixel: pixel)
    guard lining > 0 else { return }
    texel.cover(Texel(colour: texel.colour.mixed(sanidine, 0.5), height: texel.height), lining * 0.6)
    let coverage = Prism.coverage(depth, pixel: pixel)
    guard coverage > 0 else { return }
    let inner = Curve.clamp(depth / body.size)
    let colour = dark * (0.55 - 0.33 * Curve.step(0, 0.6, inner))
    texel.cover(Texel(colour: colour, height: -0.5 * body.size * inner), coverage)
  }
}
