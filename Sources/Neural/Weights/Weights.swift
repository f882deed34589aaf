/// A set of named float32 tensors: what a network has learned.
///
/// Weights that come from a safetensors file are memory-mapped: opening costs nothing and only
/// the layers that are used are ever read from the disk.
///
/// ```swift
/// let weights = try Weights.open("vgg16.safetensors", manifest: .vgg16Convolutions)
/// let kernel = try weights.tensor(named: "block1_conv1/kernel")   // [3, 3, 3, 64]
/// ```
public struct Weights: Sendable {
  /// The tensors in the order of the file or of the array they were made from.
  public let tensors: [WeightTensor]
  /// What the file says about itself, such as `source` and `licence`.
  public let metadata: [String: String]
  /// Where they come from, for messages: a path, or "these weights" for an array.
  public let origin: String
  private let indexByName: [String: Int]

  /// Weights in memory, for networks that are seeded or trained rather than read.
  ///
  /// - Precondition: no two tensors have the same name.
  public init(tensors: [WeightTensor], metadata: [String: String] = [:]) {
    self.init(tensors: tensors, metadata: metadata, origin: "these weights")
  }

  init(tensors: [WeightTensor], metadata: [String: String], origin: String) {
    self.tensors = tensors
    self.metadata = metadata
    self.origin = origin
    var indexByName: [String: Int] = [:]
    for (index, tensor) in tensors.enumerated() {
      precondition(
        indexByName.updateValue(index, forKey: tensor.name) == nil, "two tensors are \(tensor.name)")
    }
    self.indexByName = indexByName
  }

  /// The tensor of that name, such as `block1_conv1/kernel`.
  ///
  /// - Throws: ``WeightsError/missing(tensor:origin:)``.
  public func tensor(named name: String) throws -> WeightTensor {
    guard let index = indexByName[name] else { throw WeightsError.missing(tensor: name, origin: origin) }
    return tensors[index]
  }

  /// Whether there is a tensor of that name.
  public func contains(_ name: String) -> Bool { indexByName[name] != nil }

  /// The same tensors with other metadata.
  public func with(metadata: [String: String]) -> Weights {
    Weights(tensors: tensors, metadata: metadata, origin: origin)
  }

  /// Opens a safetensors file, checks the shapes and the digests of `layers` against `manifest`, and
  /// maps it.
  ///
  /// - Parameters:
  ///   - path: A safetensors file in the canonical form (Keras' names and layouts).
  ///   - manifest: The shapes and the digests that are expected.
  ///   - layers: The layers that will be used, for only these are read and checked; nil for all.
  /// - Throws: ``SafetensorsError`` when the file is damaged, ``WeightsError`` naming the layer when one
  ///   is missing, has another shape or was altered.
  public static func open(
    _ path: String, manifest: WeightsManifest, layers: [String]? = nil
  ) throws -> Weights {
    let weights = try Safetensors.read(path)
    try manifest.verify(weights, layers: layers)
    return weights
  }

  /// Opens a safetensors file without any idea of what should be in it: for fine-tuned networks,
  /// other seeds and benchmarks. The file's form is checked, its numbers are not.
  ///
  /// - Throws: ``SafetensorsError``.
  public static func openUnverified(_ path: String) throws -> Weights {
    try Safetensors.read(path)
  }
}
