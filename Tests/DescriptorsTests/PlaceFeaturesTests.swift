import Imaging
import Neural
import Testing

@testable import Descriptors

/// What the places of an image bring to its pooled vectors, on a narrow network.
@Suite struct PlaceFeaturesTests {
  static let picture = RandomPicture.picture(90, 60)

  @Test("The places' vectors have the pooled vector for their mean, whatever the pooling")
  func mean() throws {
    let parts = ["vgg16-block4", "vgg16-block4-max", "vgg16-block5_conv1-gem3", "vgg16-block2-std"]
    let descriptor = try Descriptor.named("lbp+" + parts.joined(separator: "+") + "+vgg16-block4-gem2.5")
    let single = try (parts + ["vgg16-block4-gem2.5"]).map { try Descriptor.named($0) }
    let expected = try NarrowNetwork.describe([Self.picture], by: single)[0].get()
    let extractor = PlaceExtractor(
      descriptor, input: .standard, weights: NarrowNetwork.weights, architecture: NarrowNetwork.architecture,
      threads: 1)
    #expect(extractor.components == [1, 2, 3, 4, 5])
    let prepared = try ImagePreparer([descriptor], input: .standard).prepare(Self.picture.png())
    let size = try #require(prepared.networkSize)
    let places = try extractor.places(of: prepared)
    #expect(places.count == expected.count)
    #expect(places[0].width == size.width / 8 && places[0].height == size.height / 8)
    #expect(places[3].width == size.width / 2)
    for (features, vector) in zip(places, expected) {
      let pooled = try #require(UnitLength.scaled(features.pooled.map { Float($0) }))
      #expect(zip(pooled, vector).allSatisfy { abs($0 - $1) < 1e-5 })
      #expect(
        (0..<features.count).map { features.place($0).count }
          == Array(repeating: vector.count, count: features.count))
    }
  }

  @Test("A channel that is silent everywhere stays zero, and nothing is not a number")
  func silence() throws {
    let poolings: [Pooling] = [.average, .maximum, .deviation, .generalizedMean(exponent: 3)]
    for pooling in poolings {
      let map = Tensor(shape: [1, 2, 1, 3], values: [0, 0, 0, 1, 2, 4])
      let features = try #require(PlaceFeatures(map, pooling: pooling))
      #expect((0..<3).allSatisfy { features.place($0).first == 0 })
      #expect(features.values.allSatisfy { $0.isFinite })
    }
    #expect(PlaceFeatures(Tensor(shape: [1, 2, 1, 3], values: [1, 2, 3, 4, 5, 6]), pooling: .none) == nil)
    #expect(PlaceFeatures(Tensor(shape: [1, 2], values: [1, 2]), pooling: .average) == nil)
  }

  @Test("What is not pooled over the image has no places")
  func withoutPlaces() throws {
    for name in ["lab-histogram+lbp", "vgg16-fc1", "vgg16-pool5"] {
      #expect(PlaceExtractor.components(of: try Descriptor.named(name)).isEmpty)
    }
  }
}
