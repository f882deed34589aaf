import Neural
import Testing

@testable import Descriptors

/// What a trained model is made of.
@Suite struct LearnedModelTests {
  @Test(
    "Its vector is as long as the layer before the class scores, the scores, or what a Siamese network gives")
  func dimensions() throws {
    #expect(try SmallModel.model(.classifier, head: SmallModel.hidden).dimension == 16)
    #expect(try SmallModel.model(.classifier, head: SmallModel.linear).dimension == 3)
    #expect(
      try SmallModel.model(.classifier, head: [.dropout(0.5)] + SmallModel.linear).dimension == 3)
    #expect(try SmallModel.model(.siamese, head: SmallModel.likeness).dimension == 8)
  }

  @Test("Its digest changes with the numbers and not with its name, its classes' names or its temperature")
  func digest() throws {
    let one = try SmallModel.classifier()
    #expect(try SmallModel.classifier().digest == one.digest)
    #expect(try one.renamed("other").digest == one.digest)
    #expect(
      try SmallModel.model(.classifier, head: SmallModel.hidden, temperature: 3).digest == one.digest)
    #expect(try SmallModel.classifier(seed: 8).digest != one.digest)
    let linear = try SmallModel.model(.classifier, head: SmallModel.linear)
    #expect(linear.digest != one.digest)
    let turned = try SmallModel.model(.classifier, head: SmallModel.hidden) { $0.reverse() }
    #expect(turned.digest == one.digest)
  }

  @Test("The digest of what it was trained on knows files and labels, in whatever order")
  func dataDigest() {
    let images = [("aa", "gneiss"), ("bb", "marble")]
    let digest = LearnedModel.dataDigest(of: images)
    #expect(LearnedModel.dataDigest(of: images.reversed()) == digest)
    #expect(LearnedModel.dataDigest(of: [("aa", "marble"), ("bb", "gneiss")]) != digest)
  }

  @Test(
    "Names that would be descriptors, options or paths are refused",
    arguments: [
      "", "lbp", "fusion", "vgg16-block4", "deep", "../x", "a/b", "-x", "a b", "grès", "a.safetensors",
      String(repeating: "a", count: 65),
    ])
  func names(_ name: String) throws {
    #expect(throws: LearnedModelError.badName(name)) { try SmallModel.classifier(name: name) }
    #expect(throws: LearnedModelError.badName(name)) { try SmallModel.classifier().renamed(name) }
  }

  @Test("Heads that end in something else than a score for each class are refused")
  func heads() {
    let wrong: [[HeadLayer]] = [
      [], [.relu], SmallModel.hidden + [.relu], [.dense(name: "scores", units: 4)],
      [HeadLayer](repeating: .relu, count: 40) + SmallModel.linear,
      [.dense(name: "hidden", units: 1 << 20)] + SmallModel.linear,
    ]
    for head in wrong {
      #expect(throws: LearnedModelError.self, "\(head.count)") {
        try LearnedModel.refusing(head)
      }
    }
  }

  @Test("Tensors that are missing, twice there, foreign, of another shape or not finite are refused")
  func tensors() {
    let changes: [(String, (inout [WeightTensor]) -> Void)] = [
      ("missing", { $0.removeLast() }),
      ("two tensors", { $0.append($0[0]) }),
      ("none of its layers'", { $0.append(WeightTensor(name: "other/kernel", shape: [1], values: [1])) }),
      ("shape", { $0[0] = WeightTensor(name: $0[0].name, shape: [2], values: [1, 2]) }),
      ("finite", { $0[1] = Self.poisoned($0[1], with: .nan) }),
      ("finite", { $0[2] = Self.poisoned($0[2], with: -.infinity) }),
      (
        "in part",
        {
          $0.append(
            WeightTensor(name: "block1_conv1/bias", shape: [64], values: [Float](repeating: 0, count: 64)))
        }
      ),
    ]
    for (reason, change) in changes {
      let error = #expect(throws: LearnedModelError.self) {
        try SmallModel.model(.classifier, head: SmallModel.hidden, changing: change)
      }
      #expect(error?.description.contains(reason) == true, "\(reason): \(error.map { "\($0)" } ?? "")")
    }
  }

  @Test("A base that is whitened, classes of one name and temperatures that are none are refused")
  func fields() {
    #expect(throws: LearnedModelError.self) {
      try SmallModel.model(.classifier, base: "lbp@whitened", head: SmallModel.hidden)
    }
    #expect(throws: LearnedModelError.self) {
      try SmallModel.model(.classifier, head: SmallModel.hidden, classes: ["a", "b", "a"])
    }
    #expect(throws: LearnedModelError.self) {
      try SmallModel.model(.classifier, base: "vgg16-fc2", head: SmallModel.hidden, input: .standard)
    }
    for temperature in [0, -1, Double.nan, .infinity] {
      #expect(throws: LearnedModelError.self) {
        try SmallModel.model(.classifier, head: SmallModel.hidden, temperature: temperature)
      }
    }
  }

  private static func poisoned(_ tensor: WeightTensor, with value: Float) -> WeightTensor {
    var values = tensor.withUnsafeFloats { Array($0) }
    values[values.count / 2] = value
    return WeightTensor(name: tensor.name, shape: tensor.shape, values: values)
  }
}

extension LearnedModel {
  /// What a head that should be refused gives, without numbers: it is looked at before they are.
  fileprivate static func refusing(_ head: [HeadLayer]) throws(LearnedModelError) -> LearnedModel {
    try LearnedModel(
      name: "granites", kind: .classifier, base: .lbp, input: .standard, baseDigest: "",
      classes: ["a", "b", "c"], headLayers: head, tensors: [], dataDigest: "")
  }
}
