import Descriptors
import Neural
import Testing

@testable import Lithoscope

/// A trained model brings the network's input with it.
@Suite struct LearnedInputTests {
  /// A model that listens to the network, of zeros; it is never run here.
  private func model(_ input: NetworkInput, name: String = "deep-colours", digest: String? = nil) throws
    -> Descriptor
  {
    let base = try Descriptor.named("lbp+vgg16-block1")
    let shapes = [
      ("features/mean", [base.dimension]), ("features/scale", [base.dimension]),
      ("classes/kernel", [base.dimension, 2]), ("classes/bias", [2]),
    ]
    return Descriptor(
      try LearnedModel(
        name: name, kind: .classifier, base: base, input: input,
        baseDigest: digest ?? WeightsManifest.vgg16Convolutions.digest, classes: ["a", "b"],
        headLayers: [.dense(name: "classes", units: 2)],
        tensors: shapes.map { name, shape in
          WeightTensor(name: name, shape: shape, values: [Float](repeating: 0, count: shape.reduce(1, *)))
        }, dataDigest: ""))
  }

  private let small = NetworkInput(size: .side(96))

  @Test("A new collection takes the model's input, and others share it")
  func taken() throws {
    let model = try model(small)
    #expect(try InputChoice().input(for: [.vgg16Block4, model]) == small)
    #expect(try InputChoice(size: .side(96), stored: small).input(for: [model]) == small)
    #expect(try InputChoice(stored: .standard, rebuilds: true).input(for: [model]) == small)
    #expect(try InputChoice().input(for: [self.model(.square), .vgg16FC2]) == .square)
  }

  @Test("What does not go together is refused with a remedy")
  func refused() throws {
    let model = try model(small)
    let attempts: [(InputChoice, [Descriptor])] = [
      (InputChoice(stored: .standard, folder: "photos"), [.vgg16Block4, model]),
      (InputChoice(size: .side(320)), [model]), (InputChoice(preprocessing: .keras), [model]),
      (InputChoice(), [model, .vgg16FC2]), (InputChoice(), [model, try self.model(.square, name: "other")]),
    ]
    for (choice, descriptors) in attempts {
      let error = #expect(throws: InputChoiceError.self) { try choice.input(for: descriptors) }
      #expect(
        error.map { "\($0)".contains("--collection DIR") || "\($0)".contains("leave --preprocessing") }
          == true)
    }
  }

  @Test("The stamp of a collection names the model")
  func stamp() throws {
    let model = try model(small)
    let stamp = DescriptorSet.stamp(model, small, .f32)
    #expect(stamp.modelDigest == model.learned?.digest)
    #expect(stamp.preprocessing == "default/2-96;pixels-448/1;lbp+vgg16-block1")
    #expect(stamp.dimension == 2)
  }

  @Test("A model that was trained on other weights is refused")
  func otherWeights() throws {
    let folder = try TemporaryFolder()
    let path = folder.at("deep.safetensors")
    try model(small, digest: "00").learned?.write(to: path)
    #expect(throws: LearnedModelError.otherBase(name: "deep-colours")) {
      try DescriptorReference(path).descriptor()
    }
  }

  @Test("Without the pretrained weights indexing is refused, and no model is left behind")
  func missingWeights() throws {
    let folder = try TemporaryFolder()
    try folder.write(Picture.png(1), to: "a/1.png")
    let collection = try folder.collection()
    let error = #expect(throws: ModelError.self) { try collection.index(.using(model(small))) }
    #expect(error?.description.contains("lithoscope model pull vgg16") == true)
    #expect(try collection.status().descriptors.isEmpty)
  }
}
