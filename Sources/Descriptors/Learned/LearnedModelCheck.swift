import Neural

/// Whether the parts of a trained model go together.
struct LearnedModelCheck {
  let architecture: Architecture

  /// The names of the tensors that scale features.
  static let (meanName, scaleName) = ("features/mean", "features/scale")
  /// More classes than anybody has labels for.
  static let mostClasses = 10_000
  /// Bytes that a class's name can have: as many as a folder's.
  private static let longestClass = 255

  func fields(base: Descriptor, baseDigest: String, input: NetworkInput, temperature: Double)
    throws(LearnedModelError)
  {
    guard !base.isWhitened, base.learned == nil else {
      throw .unsound(what: "its base \(base.name) is whitened or trained itself")
    }
    guard base.isDeep != baseDigest.isEmpty else {
      throw .unsound(
        what: "it does not say which weights \(base.name) was computed with, or has no use for them")
    }
    guard !base.needsSquareInput || input.size == .square else {
      throw .unsound(what: "its base \(base.name) takes 224×224 pixels, and its images have another size")
    }
    guard temperature > 0, temperature.isFinite else {
      throw .unsound(what: "its temperature is \(temperature)")
    }
  }

  func classes(_ classes: [String], of kind: LearnedModel.Kind) throws(LearnedModelError) {
    guard classes.count <= Self.mostClasses, kind == .siamese || classes.count > 1 else {
      throw .unsound(what: "it has \(classes.count) classes")
    }
    // By bytes: a disk may hold `é` in two forms, and these are two folders.
    guard Set(classes.map { Array($0.utf8) }).count == classes.count,
      classes.allSatisfy({ (1...Self.longestClass).contains($0.utf8.count) })
    else { throw .unsound(what: "two of its classes have one name, or one has none") }
  }

  /// The tensors are those of the features, the head and any convolutions, each once, in shape and finite.
  func tensors(_ tensors: [WeightTensor], head: [HeadLayer], features: Int) throws(LearnedModelError) {
    var expected: [String: [Int]] = [Self.meanName: [features], Self.scaleName: [features]]
    for parameter in HeadLayer.parameters(of: head, features: features) {
      expected[parameter.name] = parameter.shape
    }
    let needed = Set(expected.keys)
    expected.merge(convolutions) { own, _ in own }
    var found: Set<String> = []
    for tensor in tensors {
      let name = LearnedModelError.short(tensor.name)
      guard let shape = expected[tensor.name] else {
        throw .unsound(what: "it has a tensor \(name), which is none of its layers'")
      }
      guard found.insert(tensor.name).inserted else { throw .unsound(what: "it has two tensors \(name)") }
      guard tensor.shape == shape else {
        throw .unsound(what: "its \(name) has the shape \(tensor.shape) and should have \(shape)")
      }
      guard tensor.isFinite else {
        throw .unsound(what: "numbers in its \(name) are not finite")
      }
    }
    if let missing = needed.subtracting(found).min() { throw .unsound(what: "its \(missing) is missing") }
    for name in found where Self.isConvolution(name) {
      // A kernel goes with its bias.
      let layer = name.prefix { $0 != "/" }
      guard found.isSuperset(of: ["\(layer)/kernel", "\(layer)/bias"]) else {
        throw .unsound(what: "its \(layer) is there in part")
      }
    }
  }

  /// Whether a tensor is a convolution's.
  static func isConvolution(_ tensor: String) -> Bool { tensor.hasPrefix("block") }

  /// The shapes of the convolutions' tensors.
  private var convolutions: [String: [Int]] {
    var shapes: [String: [Int]] = [:]
    var channels = architecture.inputChannels
    for case .convolution(let name, let filters) in architecture.layers {
      shapes["\(name)/kernel"] = [3, 3, channels, filters]
      shapes["\(name)/bias"] = [filters]
      channels = filters
    }
    return shapes
  }
}
