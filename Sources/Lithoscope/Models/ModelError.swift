/// Why a model cannot be used or installed.
public enum ModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no model of that name.
  case unknown(name: String, known: [String])
  /// The model is known but not in the store.
  case notInstalled(name: String, directory: String)
  /// The installed file is not the published model; the reason names the layer.
  case damaged(name: String, reason: String)
  /// No source could give the model.
  case noSource(name: String, failures: [SourceFailure])
  /// The file to import is none of the known models.
  case notAModel(path: String, reason: String)
  /// The store's directory cannot be made or written.
  case unusableDirectory(String, reason: String)

  /// One or two sentences with the remedy.
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      return "There is no model \(name); the models are \(known.joined(separator: " and "))."
    case .notInstalled(let name, let directory):
      return "The model \(name) is not installed in \(directory); run `lithoscope model pull \(name)`."
    case .damaged(let name, let reason):
      return "The installed model \(name) is not sound; run `lithoscope model pull \(name)`. \(reason)"
    case .noSource(let name, let failures):
      let reasons = failures.enumerated().map { "(\($0 + 1)) \($1.reason)" }
      return """
        The model \(name) could not be fetched from any source. \(reasons.joined(separator: " ")) \
        Connect to a network, or give a file that you have with `lithoscope model import FILE`.
        """
    case .notAModel(let path, let reason):
      return "\(path) is not one of the published models, so it is not imported. \(reason)"
    case .unusableDirectory(let directory, let reason):
      return """
        The model directory \(directory) cannot be used: \(reason); make it writable or set \
        LITHOSCOPE_MODELS to another.
        """
    }
  }
}

/// Why one source did not give a model.
public struct SourceFailure: Sendable, Equatable {
  /// The source in words, with its address.
  public let source: String
  /// A sentence that names the source too.
  public let reason: String
}
