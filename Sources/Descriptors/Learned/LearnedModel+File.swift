import Foundation
import Neural

/// A trained model's file: safetensors, with everything but the numbers in its metadata.
extension LearnedModel {
  /// The format that is written. A version that changes what the numbers mean counts up.
  private static let format = "\(formatPrefix)1"
  private static let formatPrefix = "lithoscope-model/"
  /// How files are called.
  public static let fileExtension = ".safetensors"
  /// Tensors that a file can have: VGG16's, and more than any head's.
  private static let mostTensors = 128
  /// Bytes of metadata that are read.
  private static let mostMetadata = 4 << 20

  private enum Key {
    static let format = "format"
    static let name = "name"
    static let kind = "kind"
    static let base = "base"
    static let input = "input"
    static let baseDigest = "base_digest"
    static let classes = "classes"
    static let temperature = "temperature"
    static let head = "head"
    static let settings = "settings"
    static let dataDigest = "data_digest"
    static let digest = "digest"
  }

  /// Writes the model, whole or not at all.
  ///
  /// - Throws: `WeightsError.unwritable`, such as a full disk; then nothing is left behind.
  public func write(to path: String) throws {
    let metadata = [
      Key.format: Self.format, Key.name: name, Key.kind: kind.rawValue, Key.base: base.composition,
      Key.input: input.stamp, Key.baseDigest: baseDigest, Key.classes: try Self.json(classes),
      Key.temperature: "\(temperature)", Key.head: HeadText.text(of: headLayers),
      Key.settings: try Self.json(settings), Key.dataDigest: dataDigest, Key.digest: digest,
    ]
    try Safetensors.write(Weights(tensors: tensors, metadata: metadata), to: path)
  }

  /// Reads a model's file. Nothing in it is believed: sizes are checked before memory is taken, every number is
  /// looked at, and the whole has to have the digest it was written with.
  ///
  /// - Throws: ``LearnedModelError``.
  public static func read(_ path: String) throws(LearnedModelError) -> LearnedModel {
    try read(path, architecture: VGG16.architecture)
  }

  /// The same on another network of VGG16's layers: a narrow one, for tests.
  static func read(_ path: String, architecture: Architecture) throws(LearnedModelError) -> LearnedModel {
    let weights: Weights
    do {
      weights = try Weights.openUnverified(path)
    } catch WeightsError.unreadable(_, let reason) {
      throw .unreadable(path: path, reason: reason)
    } catch {
      throw .unreadable(path: path, reason: "it is no whole safetensors file")
    }
    guard let format = weights.metadata[Key.format], format.hasPrefix(formatPrefix) else {
      let isPretrained = weights.tensors.contains { LearnedModelCheck.isConvolution($0.name) }
      throw isPretrained ? .pretrained(path: path) : .notAModel(path: path)
    }
    guard format == Self.format else { throw .unknownFormat(path: path, format: format) }
    do {
      return try Self.read(weights, architecture)
    } catch {
      switch error {
      case .unsound(let what): throw .damaged(path: path, what: what)
      case .badName: throw .damaged(path: path, what: "its name is none that a model can have")
      default: throw error
      }
    }
  }

  private static func read(_ weights: Weights, _ architecture: Architecture) throws(LearnedModelError)
    -> LearnedModel
  {
    let metadata = weights.metadata
    guard weights.tensors.count <= mostTensors else {
      throw .unsound(what: "it has \(weights.tensors.count) tensors")
    }
    guard metadata.values.reduce(0, { $0 + $1.utf8.count }) <= mostMetadata else {
      throw .unsound(what: "what it says of itself is too long")
    }
    func field(_ key: String) throws(LearnedModelError) -> String {
      guard let value = metadata[key] else { throw .unsound(what: "it does not say its \(key)") }
      return value
    }
    func unreadable(_ key: String) -> LearnedModelError { .unsound(what: "its \(key) makes no sense") }

    guard let kind = Kind(rawValue: try field(Key.kind)) else { throw unreadable(Key.kind) }
    guard let base = try? Descriptor.named(try field(Key.base)) else { throw unreadable(Key.base) }
    guard let input = NetworkInput(stamp: try field(Key.input)) else { throw unreadable(Key.input) }
    guard let temperature = Double(try field(Key.temperature)) else { throw unreadable(Key.temperature) }
    guard let head = HeadText.layers(try field(Key.head)) else { throw unreadable(Key.head) }
    guard let classes: [String] = value(try field(Key.classes)) else { throw unreadable(Key.classes) }
    guard let settings: [String: String] = value(try field(Key.settings)) else {
      throw unreadable(Key.settings)
    }
    let model = try LearnedModel(
      name: try field(Key.name), kind: kind, base: base, input: input, baseDigest: try field(Key.baseDigest),
      classes: classes, temperature: temperature, headLayers: head, tensors: weights.tensors,
      settings: settings, dataDigest: try field(Key.dataDigest), architecture: architecture)
    guard model.digest == (try field(Key.digest)) else {
      throw .unsound(what: "its numbers are not those that were written")
    }
    return model
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func value<Value: Decodable>(_ json: String) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }
}
