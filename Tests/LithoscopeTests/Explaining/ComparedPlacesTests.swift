import Descriptors
import Neural
import Testing
import VectorSearch

@testable import Lithoscope

/// How similarities are spread over the places of an image.
@Suite struct ComparedPlacesTests {
  private static let descriptor = "lbp:0.5+vgg16-block1+vgg16-block2-gem3:2"
  private static let images = 60

  /// An image without pixels: a texture, and a map for each layer.
  private struct Sample {
    let descriptor: Descriptor
    let places: [PlaceFeatures]
    let vector: [Float]

    init(_ seed: Int) throws {
      descriptor = try Descriptor.named(ComparedPlacesTests.descriptor)
      var generator = SeededNumbers(seed: seed)
      let maps = [(64, 6, 4), (128, 3, 2)].map { channels, width, height in
        Tensor(
          shape: [1, channels, height, width],
          values: (0..<channels * width * height).map { _ in max(0, generator.next() - 0.3) })
      }
      places = try zip(maps, [Pooling.average, .generalizedMean(exponent: 3)]).map {
        try #require(PlaceFeatures($0, pooling: $1))
      }
      let parts = [(0..<256).map { _ in generator.next() }] + places.map { $0.pooled.map { Float($0) } }
      let weighed = try zip(parts, descriptor.components).flatMap { part, component in
        try UnitVector.normalized(part).map { $0 * Float(component.weight) }
      }
      vector = try UnitVector.normalized(weighed)
    }
  }

  private struct SeededNumbers {
    var state: UInt64
    init(seed: Int) { state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }
    mutating func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
  }

  private func whitening(_ samples: [Sample]) throws -> Whitening {
    let descriptor = samples[0].descriptor
    let layout = descriptor.components.map { ComponentLayout(columns: $0.columns, weight: Float($0.weight)) }
    let matrix = try VectorMatrix(components: samples.flatMap(\.vector), dimension: descriptor.dimension)
    return try #require(try Whitening(fittedTo: matrix, rows: Array(samples.indices), layout: layout))
  }

  @Test("Places add up to the contribution of their component, raw and whitened", arguments: [false, true])
  func sums(whitened: Bool) throws {
    let samples = try (0..<Self.images).map { try Sample($0) }
    let whitening = whitened ? try whitening(samples) : nil
    let vectors = samples.map { whitening?.apply($0.vector) ?? $0.vector }
    for (one, other) in [(0, 1), (7, 40), (3, 3)] {
      let parts = SearchExplanation.contributions(samples[one].descriptor, vectors[one], vectors[other])
      let similarity = SearchExplanation.product(vectors[one], vectors[other])
      #expect(abs(parts.reduce(0) { $0 + $1.value } - similarity) < 1e-6)
      for (own, against) in [(one, other), (other, one)] {
        let places = ComparedPlaces(
          samples[own].places, components: [1, 2], of: samples[own].descriptor, whitening: whitening)
        let shares = places.shares(own: vectors[own], with: vectors[against])
        #expect(shares.map { [$0.width, $0.height] } == [[6, 4], [3, 2]])
        for (share, part) in zip(shares, parts.dropFirst()) { #expect(abs(share.sum - part.value) < 1e-5) }
      }
    }
  }

  @Test("An image that the network is silent about has nothing to mark")
  func silence() throws {
    let sample = try Sample(1)
    let dark = try #require(
      PlaceFeatures(Tensor(shape: [1, 64, 2, 2], values: Array(repeating: 0, count: 256)), pooling: .average))
    let places = ComparedPlaces([dark], components: [1], of: sample.descriptor, whitening: nil)
    #expect(places.shares(own: sample.vector, with: sample.vector).isEmpty)
  }

  @Test("Maps of several sizes come together on the finest, where each keeps its weight")
  func together() throws {
    let coarse = PlaceShares(width: 1, height: 1, values: [8])
    let fine = PlaceShares(width: 2, height: 2, values: [0, 4, -1, 0])
    let both = try #require(PlaceShares.together([coarse, fine]))
    #expect(both == PlaceShares(width: 2, height: 2, values: [2, 6, 1, 2]))
    #expect(abs(both.sum - coarse.sum - fine.sum) < 1e-12)
    #expect(PlaceShares.together([]) == nil)
  }

  @Test("Spreading is smooth and stays between neighbours")
  func resampling() {
    let shares = PlaceShares(width: 2, height: 1, values: [0, 8])
    let four = shares.resampled(toWidth: 4, height: 1)
    #expect(four.values == [0, 1, 3, 4])
    #expect(four.sum == shares.sum)
  }
}
