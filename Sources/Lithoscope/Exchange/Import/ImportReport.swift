/// What an import did.
public struct ImportReport: Sendable {
  /// The descriptor that the vectors are of.
  public internal(set) var descriptor: String
  /// Components of a vector.
  public internal(set) var dimension = 0
  /// Whether the vectors are Lithoscope's own, as indexing would have made them.
  public internal(set) var areOwn: Bool
  /// Rows in the file.
  public internal(set) var rows = 0
  /// Images that have got their vectors.
  public internal(set) var images = 0
  /// Images in the file that had theirs before.
  public internal(set) var unchanged = 0
  /// Rows whose image is not in the folder.
  public internal(set) var missing = 0
  /// Images of the folder that have no vector and are not in the file, or could not be read; `index` looks at them.
  public internal(set) var left = 0
  /// Rows whose vector is none, by image.
  public internal(set) var unusable: [FailedFile] = []
  /// Whether the caller stopped it before the end.
  public internal(set) var wasStopped = false
  /// How long it took.
  public internal(set) var seconds = 0.0
}
