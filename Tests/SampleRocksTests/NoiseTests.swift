import Glibc
import Testing

@testable import SampleRocks

/// The fields and curves that the drawings are made of.
@Suite struct NoiseTests {
  @Test func gradientNoiseIsBoundedAndContinuous() {
    let noise = GradientNoise(seed: 77)
    var spread: Float = 0
    var previous = noise.value(-8, 3.3)
    for step in 1...1600 {
      let value = noise.value(-8 + Float(step) * 0.01, 3.3)
      #expect(abs(value) <= 1.6)
      #expect(abs(value - previous) < 0.08)
      spread = max(spread, abs(value))
      previous = value
    }
    #expect(spread > 0.25)
  }

  @Test func gradientNoiseVanishesOnItsLattice() {
    let noise = GradientNoise(seed: 5)
    for place: Float in [-3, 0, 1, 200] { #expect(noise.value(place, -place) == 0) }
  }

  @Test func aGrainIsOnePiece() {
    var random = RockRandom(seed: 8)
    let mosaic = CellularNoise(random: &random)
    let grain = mosaic.grain(0.4, 0.6)
    // The grain's own centre belongs to it, and lies farthest from its border in value.
    let middle = mosaic.grain(0.4 - grain.offset.x, 0.6 - grain.offset.y)
    #expect(middle.bits == grain.bits)
    #expect(middle.offset.length < 1e-5)
    #expect(middle.border >= grain.border)
    #expect(grain.border >= 0)
  }

  @Test func transferCurveAgreesWithThePowerFunction() {
    for level in 0...255 {
      let encoded = Float(level) / 255
      let exact = encoded > 0.04045 ? pow((encoded + 0.055) / 1.055, 2.4) : encoded / 12.92
      #expect(abs(TransferCurve.decode(encoded) - exact) < 1e-6)
      #expect(abs(TransferCurve.encode(TransferCurve.decode(encoded)) - encoded) < 1e-5)
    }
  }

  @Test func sineAgreesWithTheLibrary() {
    for step in -400...400 {
      let turns = Float(step) * 0.00731
      #expect(abs(Curve.sine(turns: turns) - sin(turns * 2 * Float.pi)) < 0.0012)
    }
  }

  @Test func floorRoundsDown() {
    #expect([-2.5, -2, -0.1, 0, 0.9, 3].map { Curve.floor($0) } == [-3, -2, -1, 0, 0, 3])
  }
}
