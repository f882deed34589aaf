/// Why an image cannot be classified.
public enum ClassificationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No image of the collection has a label.
  case noLabels(folder: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .noLabels(let folder):
      "No image of the collection of \(folder) has a label, so nothing can be classified by them; put the images "
        + "into folders named for their classes and run `lithoscope index \(ShellWord.quoted(folder))`."
    }
  }
}
