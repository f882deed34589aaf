import Imaging
import Neural
import Testing

@testable import Descriptors

/// Vectors of several components, on a narrow network.
@Suite struct JoinedVectorTests {
  static let picture = RandomPicture.picture(90, 60)
  static let other = RandomPicture.picture(64, 64, seed: 9)

  private func vectors(_ names: [String], _ image: PixelBuffer, input: NetworkInput = .standard) throws
    -> [[Float]]
  {
    try NarrowNetwork.describe([image], by: try names.map { try Descriptor.named($0) }, input: input)[0].get()
  }

  static let parts = ["colour", "texture", "vgg16-block4", "vgg16-block5_conv1-gem3", "vgg16-block2-std"]
  static let weights = [1, 0.5, 2, 1, 0.25]
  static let joined = "colour+texture:0.5+vgg16-block4:2+block5_conv1-gem3+block2-std:0.25"

  @Test("A joined vector is its components, weighed and brought to length one")
  func byHand() throws {
    let found = try vectors(Self.parts + [Self.joined], Self.picture)
    let length = Self.weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let expected = zip(found, Self.weights).flatMap { part, weight in
      part.map { Double($0) * weight / length }
    }
    let vector = found[Self.parts.count]
    #expect(vector.count == expected.count)
    #expect(zip(vector, expected).allSatisfy { abs(Double($0) - $1) < 1e-7 })
    #expect(abs(cosine(vector, vector) - 1) < 1e-6)
  }

  @Test("A similarity is the mean of the components' cosines, by the squares of their weights")
  func similarity() throws {
    let one = try vectors(Self.parts + [Self.joined], Self.picture)
    let two = try vectors(Self.parts + [Self.joined], Self.other)
    let cosines = zip(one, two).map { cosine($0, $1) }
    let squares = Self.weights.map { $0 * $0 }
    let expected = zip(cosines, squares).reduce(0) { $0 + $1.0 * $1.1 } / squares.reduce(0, +)
    #expect(abs(cosines[Self.parts.count] - expected) < 1e-6)
    #expect(expected < 0.999)
  }

  @Test("Vectors do not depend on what else is described, nor on the order")
  func oneBesideOthers() throws {
    let together = try vectors(Self.parts + [Self.joined], Self.picture)
    for (name, vector) in zip(Self.parts + [Self.joined], together) {
      let alone = try vectors([name], Self.picture)[0]
      #expect(zip(alone, vector).allSatisfy { abs($0 - $1) < 1e-6 }, "\(name)")
    }
  }

  @Test("Each thing that is listened to is computed once")
  func taps() throws {
    let descriptors = try ["fusion", "deep+block3", "vgg16-block3", "vgg16-block3-max"].map {
      try Descriptor.named($0)
    }
    #expect(Set(descriptors.flatMap(\.taps)).count == 4)
    let found = try NarrowNetwork.describe([Self.picture], by: descriptors)[0].get()
    #expect(found.map(\.count) == [512 + 256 + 32 + 32, 32 + 16, 16, 16])
  }

  @Test("pool5 is what fc1 sees: block5_pool in Keras' order, from 224×224 pixels")
  func pool5() throws {
    let found = try vectors(["vgg16-pool5", "vgg16-pool5+fc1"], Self.picture, input: .square)
    #expect(found.map(\.count) == [7 * 7 * 32, 7 * 7 * 32 + 8])
    let prepared = try ImagePreparer([.vgg16Pool5], input: .square).prepare(Self.picture.png())
    #expect(prepared.networkSize == .square)
    let runner = NetworkRunner(
      Descriptor.vgg16Pool5.taps, preprocessing: .standard, weights: NarrowNetwork.weights,
      architecture: NarrowNetwork.architecture, precision: .f32, workload: .brief, threads: 1)
    let maps = try runner.maps([try #require(prepared.networkInput)])[0]
    #expect(maps.shape == [1, 32, 7, 7])
    let flat = (0..<49).flatMap { place in (0..<32).map { maps.values[$0 * 49 + place] } }
    let expected = try #require(UnitLength.scaled(flat))
    #expect(zip(found[0], expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("Images of many shapes, described together, have the vectors each has alone")
  func manyShapes() throws {
    let sizes = [
      (300, 200), (200, 300), (28, 28), (300, 200), (1, 1), (500, 20), (28, 28), (90, 61), (64, 64),
    ]
    let images = sizes.enumerated().map { index, size in
      RandomPicture.picture(size.0, size.1, seed: UInt64(index))
    }
    let descriptors = [Descriptor.fusion, .vgg16Block5]
    let together = try NarrowNetwork.describe(images + images, by: descriptors)
    for (index, image) in (images + images).enumerated() {
      let alone = try NarrowNetwork.describe([image], by: descriptors)[0].get()
      for (a, b) in zip(alone, try together[index].get()) {
        #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 }, "\(image.width)×\(image.height)")
      }
    }
  }

  @Test("More shapes than stay ready come and go")
  func shapesThatLeave() throws {
    let networks = ShapedNetworks { shape in
      try Network(
        NarrowNetwork.architecture, weights: NarrowNetwork.weights, input: shape,
        taps: Descriptor.vgg16Block4.taps, workload: .brief, threads: 1)
    }
    let shapes = (2...12).map { InputShape(count: 1, channels: 3, height: 16 * $0, width: 32) }
    for shape in shapes + shapes.reversed() {
      let network = try networks.network(for: shape)
      #expect(network.input == shape)
      #expect(try network([Float](repeating: 1, count: shape.values))[0].shape == [1, 32])
    }
  }

  @Test("Large inputs go through the network fewer at a time")
  func batchSizes() throws {
    let extractor = try DescriptorExtractor(
      [.vgg16Block4], input: .standard, weights: NarrowNetwork.weights,
      architecture: NarrowNetwork.architecture)
    let count = { (width: Int, height: Int) in
      extractor.batchSize(for: NetworkSize(width: width, height: height))
    }
    #expect(extractor.batchSize(for: nil) == 8)
    #expect(count(112, 112) == 8 && count(240, 240) == 8 && count(416, 144) == 8 && count(288, 208) == 8)
    #expect(count(448, 448) == 2)
    #expect(count(1024, 1024) == 1)
  }

  @Test("What the network is silent about is described by its colours and its texture")
  func silence() throws {
    // Raw pixels of black are zeros, and the narrow network has no biases.
    let black = PixelBuffer(width: 40, height: 30, filledWith: RGBColour(0, 0, 0))
    let raw = NetworkInput(square: .kerasRaw)
    let names = ["colour+texture:0.5+deep:2", "colour+texture:0.5", "deep", "colour"]
    let descriptors = try names.map { try Descriptor.named($0) }
    let both = try NarrowNetwork.describe(
      [black, Self.picture], by: [descriptors[0], descriptors[3]], input: raw)
    let vector = try both[0].get()[0]
    #expect(vector[768...].allSatisfy { $0 == 0 })
    #expect(abs(cosine(vector, vector) - 1) < 1e-6)
    let pixels = try vectors([names[1]], black, input: raw)[0]
    #expect(zip(vector, pixels).allSatisfy { abs($0 - $1) < 1e-7 })
    #expect(throws: DescriptorError.noSignal(descriptor: "vgg16-block4")) {
      try vectors(["deep"], black, input: raw)
    }
  }

  @Test(
    "Black, white and single pixels have vectors by the default", arguments: [(1, 1), (300, 1), (64, 64)])
  func extremes(width: Int, height: Int) throws {
    for level in [UInt8(0), 255] {
      let image = PixelBuffer(width: width, height: height, filledWith: RGBColour(grey: level))
      let vector = try vectors(["fusion"], image)[0]
      #expect(abs(cosine(vector, vector) - 1) < 1e-6)
    }
  }

  @Test("Answers that are no numbers are no vector")
  func notFinite() throws {
    let broken = Weights(
      tensors: NarrowNetwork.weights.tensors.map { tensor in
        let bad = [Float](repeating: .infinity, count: tensor.shape.reduce(1, *))
        return tensor.name == "block2_conv1/bias"
          ? WeightTensor(name: tensor.name, shape: tensor.shape, values: bad) : tensor
      })
    let extractor = try DescriptorExtractor(
      [.fusion], input: .standard, weights: broken, architecture: NarrowNetwork.architecture, threads: 1)
    let image = try ImagePreparer([.fusion], input: .standard).prepare(Self.picture.png())
    #expect(throws: DescriptorError.noSignal(descriptor: "fusion")) {
      try extractor.describe([image])[0].get()
    }
  }
}
