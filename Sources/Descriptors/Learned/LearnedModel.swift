import Neural

/// A network that was taught with somebody's images: what `lithoscope train` writes, and a descriptor like any
/// other.
///
/// An image becomes ``base``'s unit vector, by VGG16 as it was published or with some of its convolutions
/// fine-tuned; that is centred and scaled and goes through the head. Of a Siamese network the head's output
/// is the vector. Of a classifier it is the output of the layer before the class scores, and of a classifier
/// without such a layer the scores less their mean; both are scaled to length one.
///
/// ```swift
/// let model = try LearnedModel.read("granites.safetensors")
/// let descriptor = Descriptor(model)  // [model.dimension]
/// ```
public struct LearnedModel: Sendable {
  /// What a network was taught.
  public enum Kind: String, Sendable {
    /// To tell classes apart.
    case classifier
    /// To put like beside like: a Siamese network.
    case siamese
  }

  /// What collections call it; see ``ModelName``.
  public private(set) var name: String
  /// What it was taught.
  public let kind: Kind
  /// What the head is given, not whitened.
  public let base: Descriptor
  /// As the images are prepared.
  public let input: NetworkInput
  /// The digest of the pretrained weights it started from (``WeightsManifest/digest``); empty where ``base`` needs
  /// no network.
  public let baseDigest: String
  /// The classes in the order of a classifier's scores; of a Siamese network those it was taught with, if they
  /// are known.
  public let classes: [String]
  /// What class scores are divided by before they become probabilities (Guo et al., “On calibration of modern
  /// neural networks”, 2017); above 0.
  public let temperature: Double
  /// The layers of the head, from the scaled features on.
  public let headLayers: [HeadLayer]
  /// `features/mean` and `features/scale`, the head's parameters, and the kernels and biases of the convolutions
  /// that were fine-tuned, all of them finite.
  public let tensors: [WeightTensor]
  /// How it was trained, for people: depth, loss, epochs, seed and so on.
  public let settings: [String: String]
  /// What it was trained on; see ``dataDigest(of:)``.
  public let dataDigest: String
  /// The SHA-256 of everything that determines its vectors, in hexadecimal. It stamps collections.
  public let digest: String
  /// Numbers in its vector.
  public var dimension: Int { shape.dimension }

  /// The widths of the head's layers.
  let shape: HeadShape

  /// A model of what was trained.
  ///
  /// - Throws: ``LearnedModelError/badName(_:)``, or ``LearnedModelError/unsound(what:)`` when the parts do not go
  ///   together or a number is not finite.
  public init(
    name: String, kind: Kind, base: Descriptor, input: NetworkInput, baseDigest: String, classes: [String],
    temperature: Double = 1, headLayers: [HeadLayer], tensors: [WeightTensor],
    settings: [String: String] = [:], dataDigest: String
  ) throws(LearnedModelError) {
    try self.init(
      name: name, kind: kind, base: base, input: input, baseDigest: baseDigest, classes: classes,
      temperature: temperature, headLayers: headLayers, tensors: tensors, settings: settings,
      dataDigest: dataDigest, architecture: VGG16.architecture)
  }

  /// The same on another network of VGG16's layers: a narrow one, for tests.
  init(
    name: String, kind: Kind, base: Descriptor, input: NetworkInput, baseDigest: String, classes: [String],
    temperature: Double, headLayers: [HeadLayer], tensors: [WeightTensor], settings: [String: String],
    dataDigest: String, architecture: Architecture
  ) throws(LearnedModelError) {
    guard ModelName.isValid(name) else { throw .badName(name) }
    let check = LearnedModelCheck(architecture: architecture)
    try check.fields(base: base, baseDigest: baseDigest, input: input, temperature: temperature)
    try check.classes(classes, of: kind)
    let features = base.components.reduce(0) { $0 + $1.source.dimension(in: architecture) }
    shape = try HeadShape(headLayers, of: kind, features: features, classes: classes.count)
    try check.tensors(tensors, head: headLayers, features: features)
    self.name = name
    self.kind = kind
    self.base = base
    self.input = input
    self.baseDigest = baseDigest
    self.classes = classes
    self.temperature = temperature
    self.headLayers = headLayers
    self.tensors = tensors
    self.settings = settings
    self.dataDigest = dataDigest
    digest = ContentDigest.sha256(
      of: tensors.sorted { $0.name < $1.name },
      after: [
        kind.rawValue, base.composition, input.stamp, baseDigest, HeadText.text(of: headLayers),
      ].joined(separator: "\n"))
  }

  /// The same model under another name; its digest stays.
  ///
  /// - Throws: ``LearnedModelError/badName(_:)``.
  public func renamed(_ name: String) throws(LearnedModelError) -> LearnedModel {
    guard ModelName.isValid(name) else { throw .badName(name) }
    var other = self
    other.name = name
    return other
  }

  /// What ``dataDigest`` is of some images: the SHA-256 of their digests and labels, whatever their order.
  ///
  /// - Parameter images: the SHA-256 of each file in hexadecimal, and its class.
  public static func dataDigest(of images: [(digest: String, label: String)]) -> String {
    let lines = images.map { "\($0.digest) \($0.label)\n" }
    return ContentDigest.sha256(of: lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined())
  }
}

extension LearnedModel {
  /// Whether convolutions were fine-tuned, so that it needs a pass of its own through the network.
  public var isTuned: Bool { !tunedTensors.isEmpty }

  /// The fine-tuned convolutions' kernels and biases.
  var tunedTensors: [WeightTensor] { tensors.filter { LearnedModelCheck.isConvolution($0.name) } }

  /// Pretrained weights with the fine-tuned layers in the place of theirs.
  public func weights(over pretrained: Weights) -> Weights {
    let tuned = tunedTensors
    guard !tuned.isEmpty else { return pretrained }
    let names = Set(tuned.map(\.name))
    return Weights(
      tensors: pretrained.tensors.filter { !names.contains($0.name) } + tuned, metadata: pretrained.metadata)
  }

  /// What it is, in a few words.
  public var summary: String {
    switch kind {
    case .classifier: "a classifier of \(classes.count) classes, trained on \(base.composition)"
    case .siamese: "a Siamese network, trained on \(base.composition)"
    }
  }
}
