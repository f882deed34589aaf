/// Why an index cannot be measured.
public enum IndexEvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing to find for anybody.
  case tooFewVectors(Int, folder: String)
  /// A number of queries or neighbours below 1.
  case nothingAsked
  /// No folder for the index can be made.
  case noTemporaryFolder(path: String, reason: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .tooFewVectors(let count, let folder):
      "The collection of \(folder) has \(count) different images, and an index is measured with at least two; add "
        + "some and run `lithoscope index \(ShellWord.quoted(folder))`."
    case .nothingAsked:
      "An index is measured with at least one query and one neighbour; give --queries 1000 -k 10, say."
    case .noTemporaryFolder(let path, let reason):
      "The folder \(path) for the index cannot be made (\(reason)); make room there, or set TMPDIR to another."
    }
  }
}
