/// Why a collection's copy of a trained model cannot be used.
public enum CollectionModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It is gone.
  case missing(name: String, folder: String)
  /// It is no trained model any more.
  case damaged(name: String, reason: String, folder: String)
  /// It is another model than the one that made the vectors.
  case exchanged(name: String, folder: String)
  /// It cannot be written.
  case unwritable(path: String, reason: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .missing(let name, let folder):
      "The collection's copy of the trained model \(name) is gone; " + Self.remedy(folder)
    case .damaged(let name, let reason, let folder):
      "The collection's copy of the trained model \(name) is damaged (\(reason)); " + Self.remedy(folder)
    case .exchanged(let name, let folder):
      "The collection's copy of the trained model \(name) is another model than the one that made the vectors; "
        + Self.remedy(folder)
    case .unwritable(let path, let reason):
      "The trained model cannot be copied to \(path) (\(reason)); check the permissions and the free space, or keep "
        + "the collection elsewhere with --collection DIR."
    }
  }

  private static func remedy(_ folder: String) -> String {
    "give its file once more with `lithoscope index \(ShellWord.quoted(folder)) --descriptor MODEL.safetensors`."
  }
}
