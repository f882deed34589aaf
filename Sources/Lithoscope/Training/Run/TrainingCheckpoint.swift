import Foundation
import Neural

/// A training that can go on: its state, the parameters now and at their best, and the optimiser's numbers, in a
/// safetensors file beside the model to be.
struct TrainingCheckpoint {
  var state: TrainingState
  /// The parameters now.
  var parameters: [WeightTensor]
  /// The parameters after the best epoch; empty before the first.
  var best: [WeightTensor]
  /// The optimiser's numbers.
  var optimizer: [WeightTensor]

  private static let format = "lithoscope-checkpoint/1"
  private static let parts = (now: "now/", best: "best/", optimizer: "optimizer/")

  /// Where the checkpoint of a model lies.
  static func path(for model: String) -> String {
    let ending = ".safetensors"
    return (model.hasSuffix(ending) ? String(model.dropLast(ending.count)) : model) + ".checkpoint" + ending
  }

  /// Writes it in place of the one before, which stays until this one is whole.
  ///
  /// - Throws: `WeightsError` where there is no room.
  func write(to path: String, _ fingerprint: TrainingFingerprint) throws {
    let tensors =
      Self.named(Self.parts.now, parameters) + Self.named(Self.parts.best, best)
      + Self.named(Self.parts.optimizer, optimizer)
    var metadata = fingerprint.metadata
    metadata["format"] = Self.format
    metadata["state"] = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
    try Safetensors.write(Weights(tensors: tensors, metadata: metadata), to: path)
  }

  /// Reads one that was made with the same as now.
  ///
  /// - Throws: ``TrainingProblem``.
  init(path: String, _ fingerprint: TrainingFingerprint) throws {
    let file: Weights
    do { file = try Weights.openUnverified(path) } catch {
      throw TrainingProblem.damagedCheckpoint(path: path, reason: "\(error)")
    }
    guard file.metadata["format"] == Self.format else {
      throw TrainingProblem.damagedCheckpoint(path: path, reason: "It is none of this version of Lithoscope.")
    }
    try fingerprint.check(file.metadata, path: path)
    guard let text = file.metadata["state"],
      let state = try? JSONDecoder().decode(TrainingState.self, from: Data(text.utf8)), state.isSound
    else {
      throw TrainingProblem.damagedCheckpoint(path: path, reason: "It does not say how far it is.")
    }
    self.state = state
    func part(_ prefix: String) -> [WeightTensor] {
      file.tensors.filter { $0.name.hasPrefix(prefix) }.map { tensor in
        // Out of the mapped file: it is replaced while training goes on.
        WeightTensor(
          name: String(tensor.name.dropFirst(prefix.count)), shape: tensor.shape,
          values: tensor.withUnsafeFloats { Array($0) })
      }
    }
    parameters = part(Self.parts.now)
    best = part(Self.parts.best)
    optimizer = part(Self.parts.optimizer)
  }

  init(
    state: TrainingState, parameters: [WeightTensor], best: [WeightTensor], optimizer: [WeightTensor]
  ) {
    self.state = state
    self.parameters = parameters
    self.best = best
    self.optimizer = optimizer
  }

  private static func named(_ prefix: String, _ tensors: [WeightTensor]) -> [WeightTensor] {
    tensors.map { tensor in
      WeightTensor(
        name: prefix + tensor.name, shape: tensor.shape, values: tensor.withUnsafeFloats { Array($0) })
    }
  }
}

extension TrainingState {
  /// Whether its numbers make sense: they may come from a file that somebody has touched.
  var isSound: Bool {
    (0...1).contains(stage) && epoch >= 0 && step >= 0 && lossSum.isFinite
      && (best.map { history.indices.contains($0) } ?? true)
  }
}
