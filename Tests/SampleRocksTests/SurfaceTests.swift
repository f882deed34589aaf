import Testing

@testable import SampleRocks

/// Where things lie on the drawn surface.
@Suite struct SurfaceTests {
  @Test func framingGoesThereAndBack() {
    var random = RockRandom(seed: 21)
    for _ in 0..<20 {
      let framing = Framing(side: 64, random: &random)
      let place = framing.place(framing.point(5, 60))
      #expect(abs(place.x - 5.5) < 1e-3)
      #expect(abs(place.y - 60.5) < 1e-3)
      #expect(framing.point(0, 0).length <= Framing.reach)
    }
  }

  @Test func scatteredDiscsDoNotOverlap() {
    var random = RockRandom(seed: 4)
    let discs = Scatter.discs(Array(repeating: 0.06, count: 60), reach: 0.5, random: &random)
    #expect(discs.count > 20)
    for first in discs.indices {
      for second in discs.indices where second > first {
        #expect((discs[first].centre - discs[second].centre).length >= 0.12)
      }
    }
  }

  @Test func layersBendRoundAnObstacle() {
    var random = RockRandom(seed: 6)
    var foliation = Foliation(
      random: &random, foldHeight: 0, foldFrequency: 1, crinkleHeight: 0, crinkleFrequency: 1)
    foliation.add(PlanePoint(0, 0), halfLength: 0.1, halfWidth: 0.1)
    // The rim of a hard grain lies within a single layer, or nearly: the layer parts there.
    let top = foliation.position(PlanePoint(0, 0.1)).across
    let side = foliation.position(PlanePoint(0.1, 0)).across
    #expect(abs(top - side) < 0.02)
    // Far away nothing bends.
    #expect(foliation.position(PlanePoint(0.5, 0.37)).across == 0.37)
  }

  @Test func aPrismHasItsSizes() {
    let prism = Prism(direction: PlanePoint(turns: 0.25), halfLength: 0.2, halfWidth: 0.05, taper: 0)
    #expect(prism.depth(prism.local(PlanePoint(0, 0.19))) > 0)
    #expect(prism.depth(prism.local(PlanePoint(0, 0.21))) < 0)
    #expect(prism.depth(prism.local(PlanePoint(0.06, 0))) < 0)
    #expect(Prism.coverage(0, pixel: 0.01) == 0.5)
  }

  @Test func stampTouchesOnlyItsNeighbourhood() {
    var random = RockRandom(seed: 2)
    let framing = Framing(side: 32, random: &random)
    let black = Texel(colour: LinearColour(0, 0, 0))
    var surface = RockSurface(framing) { _ in black }
    var touched = 0
    surface.stamp(framing.point(16, 16), reach: framing.pixel * 2) { _, texel in
      texel.height = 1
      touched += 1
    }
    #expect(touched >= 16 && touched <= 64)
    #expect(surface.texels[16 * 32 + 16].height == 1)
    #expect(surface.texels[0].height == 0)
    surface.stamp(PlanePoint(9, 9), reach: 0.1) { _, _ in Issue.record("outside the picture") }
  }
}
