import Foundation
import Neural

/// All there is to know about an installed model.
public struct ModelInfo: Sendable {
  /// The model's name.
  public let name: String
  /// One line on what it is.
  public let summary: String
  /// The file that serves it, which may be that of a larger model.
  public let path: String
  /// The file's size.
  public let byteCount: Int
  /// The model's digest, for stamps.
  public let digest: String
  /// Where the weights came from.
  public let source: String
  /// The licence of the numbers.
  public let licence: String
  /// Whom to thank.
  public let credit: String
  /// The layers in the order of the network, with shapes and parameter counts.
  public let layers: [WeightSpecification.Layer]
  /// The number of weights and biases of all layers.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }
}

/// One line of the list of models.
public struct ModelListing: Sendable, Equatable {
  /// The model's name.
  public let name: String
  /// One line on what it is.
  public let summary: String
  /// The file that serves it; nil when it is not installed.
  public let path: String?
  /// The size of that file.
  public let byteCount: Int?
}

extension ModelStore {
  /// All models that are known, installed or not.
  public func list() -> [ModelListing] {
    models.map { model in
      let path = try? installedPath(for: model)
      return ModelListing(
        name: model.name, summary: model.summary, path: path, byteCount: path.flatMap(Self.byteCount))
    }
  }

  /// An installed model's particulars. Its numbers are not verified; ``verify(_:onLayer:)`` does that.
  ///
  /// - Throws: ``ModelError``, also when the file is no safetensors file.
  public func info(_ name: String) throws -> ModelInfo {
    let model = try model(named: name)
    let path = try installedPath(for: model)
    let weights: Weights
    do {
      weights = try Weights.openUnverified(path)
    } catch let error as SafetensorsError {
      throw ModelError.damaged(name: name, reason: error.description)
    }
    return ModelInfo(
      name: model.name, summary: model.summary, path: path, byteCount: Self.byteCount(path) ?? 0,
      digest: model.manifest.digest, source: weights.metadata[Self.sourceKey] ?? "unknown",
      licence: model.licence, credit: model.credit, layers: model.manifest.specification.layers)
  }

  /// The metadata key of an installed file that says where it came from.
  static let sourceKey = "source"

  static func byteCount(_ path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }
}
