/// A place where a model's weights may come from.
///
/// A source gives a file in any format of `WeightsFormat`; whether the numbers in it are the published
/// ones is for the ``ModelStore`` to verify.
public protocol ModelSource: Sendable {
  /// The source in words, with its address, for progress and errors.
  func description(for model: PretrainedModel) -> String

  /// Puts a file with the weights of `model` under `directory` and returns its path.
  ///
  /// What is left in `directory` after an error is there again at the next attempt, so that an
  /// interrupted download can go on; after a success all of it is removed.
  func fetch(
    _ model: PretrainedModel, into directory: String, progress: (PullProgress) -> Void
  ) throws -> String
}

/// What a pull is doing.
public enum PullProgress: Sendable, Equatable {
  /// Another process is pulling into the same store; this one waits for it.
  case waiting(directory: String)
  /// A source is asked.
  case trying(source: String)
  /// So much has arrived, of so much when that is known. What an earlier attempt left is counted in.
  case downloading(bytes: Int64, total: Int64?)
  /// A program is run for it.
  case running(command: String)
  /// A source did not give the model; the next one is tried.
  case failed(SourceFailure)
  /// The numbers are compared with the published digests.
  case verifying
  /// The verified numbers are written to the store.
  case installing
}

/// How a pull or an import ended.
public struct PullReport: Sendable, Equatable {
  /// The model that is now installed.
  public let model: String
  /// Its file.
  public let path: String
  /// Its file's size.
  public let byteCount: Int
  /// The model's digest, for stamps.
  public let digest: String
  /// Where the weights came from; for a model that was there already, where they came from then.
  public let source: String
  /// Whether the model was there already, verified, and nothing was done.
  public let wasInstalled: Bool
  /// The sources that were tried in vain before; for an import, the models that the file is not.
  public let failures: [SourceFailure]
}
