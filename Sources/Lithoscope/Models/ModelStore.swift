import Foundation
import Neural

/// The directory where models live, each a safetensors file, verified whenever it is opened.
///
/// ```swift
/// let store = ModelStore.standard()
/// let weights = try store.open("vgg16", layers: store.layers(of: "vgg16", through: "block4_conv3"))
/// ```
public struct ModelStore: Sendable {
  /// The directory; it is made when the first model is installed.
  public let directory: String
  /// The models that can be in it.
  public let models: [PretrainedModel]

  /// A store in `directory`.
  public init(directory: String, models: [PretrainedModel] = [.vgg16, .vgg16Full]) {
    self.directory = directory
    self.models = models
  }

  /// The user's store: `$LITHOSCOPE_MODELS`, or `$XDG_DATA_HOME/lithoscope/models`, or
  /// `~/.local/share/lithoscope/models`.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> ModelStore {
    if let own = environment["LITHOSCOPE_MODELS"], !own.isEmpty { return ModelStore(directory: own) }
    // The XDG base directory specification says to ignore what is not absolute.
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return ModelStore(directory: "\(data)/lithoscope/models")
    }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return ModelStore(directory: "\(home)/.local/share/lithoscope/models")
  }

  /// The model of that name.
  ///
  /// - Throws: ``ModelError/unknown(name:known:)``.
  public func model(named name: String) throws -> PretrainedModel {
    guard let model = models.first(where: { $0.name == name }) else {
      throw ModelError.unknown(name: name, known: models.map(\.name))
    }
    return model
  }

  /// The names of a model's layers up to `layer`, which is all that ``open(_:layers:)`` needs to check.
  ///
  /// - Throws: ``ModelError/unknown(name:known:)`` or `WeightsError.unknownLayer`.
  public func layers(of name: String, through layer: String) throws -> [String] {
    try model(named: name).manifest.specification.layerNames(through: layer)
  }

  /// Where the file of a model is or would be.
  public func path(of model: PretrainedModel) -> String { "\(directory)/\(model.fileName)" }

  /// Opens a model and verifies the layers that will be used. A model all of whose layers are also in a
  /// larger one that is installed is served by that.
  ///
  /// - Parameter layers: The layers to verify; nil for all.
  /// - Throws: ``ModelError``, which names the layer that is damaged or the command that installs the model.
  public func open(_ name: String, layers: [String]? = nil) throws -> Weights {
    let model = try model(named: name)
    let path = try installedPath(for: model)
    do {
      return try Weights.open(path, manifest: model.manifest, layers: layers)
    } catch let error as WeightsError {
      if case .unknownLayer = error { throw error }
      throw ModelError.damaged(name: name, reason: error.description)
    } catch let error as SafetensorsError {
      throw ModelError.damaged(name: name, reason: error.description)
    }
  }

  /// Verifies a model layer by layer and goes on past a layer that is altered.
  ///
  /// - Parameter onLayer: Called after each layer.
  /// - Returns: The layers in the order of the network.
  /// - Throws: ``ModelError`` when the file is missing or is no safetensors file at all.
  public func verify(_ name: String, onLayer: (LayerCheck) -> Void = { _ in }) throws -> [LayerCheck] {
    let model = try model(named: name)
    let weights: Weights
    do {
      weights = try Weights.openUnverified(installedPath(for: model))
    } catch let error as SafetensorsError {
      throw ModelError.damaged(name: name, reason: error.description)
    }
    return try model.manifest.specification.layers.map { layer in
      let check: LayerCheck
      do {
        try model.manifest.verify(layer, of: weights)
        check = LayerCheck(layer: layer.name, problem: nil)
      } catch let error as WeightsError {
        check = LayerCheck(layer: layer.name, problem: error.description)
      }
      onLayer(check)
      return check
    }
  }

  /// The file that serves `model`: its own, or that of an installed model that includes it.
  func installedPath(for model: PretrainedModel) throws -> String {
    let candidates = [model] + models.filter { $0.name != model.name && $0.includes(model) }
    for candidate in candidates where FileManager.default.fileExists(atPath: path(of: candidate)) {
      return path(of: candidate)
    }
    throw ModelError.notInstalled(name: model.name, directory: directory)
  }
}

/// Whether one layer of an installed model is as published.
public struct LayerCheck: Sendable, Equatable {
  /// The layer's name.
  public let layer: String
  /// What is wrong with it, in a sentence; nil when it is as published.
  public let problem: String?
}
