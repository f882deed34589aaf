import Neural
import Testing

@testable import Descriptors

/// Names of descriptors: what they say, and the one way each is written.
@Suite struct DescriptorNameTests {
  @Test(
    "Canonical names read back as they are",
    arguments: [
      "fusion", "vgg16-block4", "vgg16-block5", "vgg16-fc1", "vgg16-fc2", "vgg16-pool5", "rgb-histogram",
      "lbp", "thumbnail", "vgg16-block1", "vgg16-block1_conv1", "vgg16-block5_conv2-max", "vgg16-block4-std",
      "vgg16-block5_conv1-gem3", "vgg16-block5-gem2.5", "lbp@whitened", "rgb-histogram+lbp:0.5",
      "vgg16-block3+vgg16-block4:0.01+lbp:100@whitened",
      "rgb-histogram+lbp:0.5+vgg16-block4+vgg16-block5_conv1",
    ])
  func roundTrip(name: String) throws {
    let descriptor = try Descriptor.named(name)
    #expect(descriptor.name == name)
    #expect(try Descriptor.named(descriptor.composition) == descriptor)
  }

  @Test(
    "Short forms, inherited prefixes and spellings of numbers become canonical",
    arguments: [
      ("colour", "lab-histogram"), ("texture", "lbp"), ("deep", "vgg16-block4"),
      ("colour+texture:0.5+deep", "lab-histogram+lbp:0.5+vgg16-block4"),
      ("vgg16-block3+block4", "vgg16-block3+vgg16-block4"),
      ("vgg16-block3+lbp+block5_conv1-gem3", "vgg16-block3+lbp+vgg16-block5_conv1-gem3"),
      ("deep+block5-max:2", "vgg16-block4+vgg16-block5-max:2"),
      ("vgg16-block3+pool5+fc1:2+fc2", "vgg16-block3+vgg16-pool5+vgg16-fc1:2+vgg16-fc2"),
      ("vgg16-block4_conv3", "vgg16-block4"), ("vgg16-block1_conv2-std", "vgg16-block1-std"),
      ("vgg16-block4-average", "vgg16-block4"), ("vgg16-block4-gem3.0", "vgg16-block4-gem3"),
      ("colour:1.0+texture:0.50", "lab-histogram+lbp:0.5"),
      ("colour:02+texture:.5", "lab-histogram:2+lbp:0.5"),
      // Alone, a weight changes nothing.
      ("texture:7", "lbp"),
      ("colour+texture:0.5+deep+block5_conv1@whitened", "fusion"),
    ])
  func canonical(text: String, name: String) throws {
    #expect(try Descriptor.named(text).name == name)
    #expect(try Descriptor.named(text) == Descriptor.named(name))
  }

  @Test("A name says layers, poolings, weights and places in the vector")
  func components() throws {
    let descriptor = try Descriptor.named("colour+texture:0.5+vgg16-block3-gem3+pool5:2@whitened")
    #expect(
      descriptor.components.map(\.name) == ["lab-histogram", "lbp", "vgg16-block3-gem3", "vgg16-pool5"])
    #expect(descriptor.components.map(\.weight) == [1, 0.5, 1, 2])
    #expect(descriptor.components.map(\.dimension) == [512, 256, 256, 25088])
    #expect(descriptor.components.map(\.columns) == [0..<512, 512..<768, 768..<1024, 1024..<26112])
    #expect(descriptor.dimension == 26112)
    #expect(
      descriptor.taps == [
        Tap(layer: "block3_conv3", pooling: .generalizedMean(exponent: 3)),
        Tap(layer: "block5_pool", pooling: .none),
      ])
    #expect(descriptor.isWhitened && descriptor.isDeep && descriptor.hasPixelParts)
    #expect(descriptor.needsSquareInput && descriptor.model == .convolutions)
    #expect(try Descriptor.named("vgg16-block3+fc1").model == .full)
    #expect(try Descriptor.named("vgg16-block1_conv1").dimension == 64)
    #expect(try !Descriptor.named("vgg16-block5-max+block1").needsSquareInput)
    #expect(try !Descriptor.named("vgg16-block5-max").hasPixelParts)
  }

  @Test("All thirteen convolutions have names")
  func convolutions() throws {
    for layer in VGG16.architecture.layers {
      guard case .convolution(let name, let filters) = layer else { continue }
      let descriptor = try Descriptor.named("vgg16-\(name)")
      #expect(descriptor.taps == [Tap(layer: name, pooling: .average)])
      #expect(descriptor.dimension == filters)
      #expect(try Descriptor.named(descriptor.name) == descriptor)
    }
  }

  @Test("Sixteen components are the most")
  func sixteen() throws {
    let layers = VGG16.architecture.layers.compactMap { layer in
      if case .convolution(let name, _) = layer { name } else { nil }
    }
    let sixteen = (["vgg16-fc2", "lbp", "colour"] + layers).joined(separator: "+")
    #expect(try Descriptor.named(sixteen).components.count == 16)
    #expect(throws: DescriptorNameError.tooMany(17)) { try Descriptor.named(sixteen + "+fc1") }
  }
}
