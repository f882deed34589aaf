import Neural

@testable import Descriptors

/// Trained models of random numbers, small enough for tests.
enum SmallModel {
  /// Colours and texture: no network is needed.
  static let pixelBase = "rgb-histogram+lbp:0.5"

  static func model(
    _ kind: LearnedModel.Kind, name: String = "granites", base: String = pixelBase, head: [HeadLayer],
    classes: [String] = ["gneiss", "marble", "schist"], temperature: Double = 1.5, tuned: [WeightTensor] = [],
    input: NetworkInput = .standard, seed: UInt64 = 7, architecture: Architecture = VGG16.architecture,
    changing change: (inout [WeightTensor]) -> Void = { _ in }
  ) throws -> LearnedModel {
    let base = try Descriptor.named(base)
    let features = base.components.reduce(0) { $0 + $1.source.dimension(in: architecture) }
    var tensors = tensors(head, features: features, seed: seed) + tuned
    change(&tensors)
    return try LearnedModel(
      name: name, kind: kind, base: base, input: input, baseDigest: base.isDeep ? "0123" : "",
      classes: classes, temperature: temperature, headLayers: head, tensors: tensors,
      settings: ["depth": "head", "epochs": "3"],
      dataDigest: LearnedModel.dataDigest(of: [("aa", "gneiss"), ("bb", "marble")]),
      architecture: architecture)
  }

  /// A classifier with a hidden layer of 16.
  static func classifier(name: String = "granites", seed: UInt64 = 7) throws -> LearnedModel {
    try model(.classifier, name: name, head: hidden, seed: seed)
  }

  static let hidden: [HeadLayer] = [
    .dense(name: "hidden", units: 16), .relu, .dropout(0.5), .dense(name: "scores", units: 3),
  ]
  static let linear: [HeadLayer] = [.dense(name: "scores", units: 3)]
  static let likeness: [HeadLayer] = [
    .dense(name: "hidden", units: 16), .relu, .dense(name: "likeness", units: 8), .unitLength,
  ]

  static func tensors(_ head: [HeadLayer], features: Int, seed: UInt64) -> [WeightTensor] {
    var state = seed
    func random() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24) * 2 - 1
    }
    let scaling = [
      WeightTensor(
        name: "features/mean", shape: [features], values: (0..<features).map { _ in 0.02 * random() }),
      WeightTensor(
        name: "features/scale", shape: [features], values: (0..<features).map { _ in 10 + random() }),
    ]
    return scaling
      + HeadLayer.parameters(of: head, features: features).map { name, shape in
        WeightTensor(name: name, shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random() })
      }
  }
}
