import Descriptors

/// All that a trained model's file says of itself.
public struct TrainedModelInfo: Sendable {
  /// The file, as it was given.
  public let path: String
  /// The model.
  public let model: LearnedModel
  /// The file's size.
  public let byteCount: Int

  /// Reads a file.
  ///
  /// - Throws: `LearnedModelError`.
  public init(_ path: String) throws {
    self.path = path
    model = try LearnedModel.read(path)
    byteCount = ModelStore.byteCount(path) ?? 0
  }

  /// Its tensors by name and shape, in the order of the file.
  public var tensors: [(name: String, shape: [Int])] { model.tensors.map { ($0.name, $0.shape) } }

  /// The number of values in all of them.
  public var parameterCount: Int { model.tensors.reduce(0) { $0 + $1.count } }
}
