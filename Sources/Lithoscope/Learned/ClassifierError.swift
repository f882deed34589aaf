import Descriptors

/// Why a trained model cannot classify images or narrow a search.
public enum ClassifierError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A descriptor that nobody has trained was named.
  case notTrained(String)
  /// No collection that was given knows a model of that name.
  case unknown(String)
  /// None of the model's classes is a label of the collection.
  case noCommonClass(model: String, classes: [String], labels: [String], folder: String)
  /// The collection has other labels, but none of those that the query may have.
  case noPredictedLabel(model: String, prediction: String, folder: String)
  /// The query's classes and the labels that were asked for are different.
  case otherLabels(prediction: String)

  /// Names that are listed.
  private static let shownNames = 8

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .notTrained(let name):
      "\(name) is no trained model and has no classes; give the file of a classifier that `lithoscope train` wrote."
    case .unknown(let name):
      "There is no trained model \(name) here; give its file, such as \(name)\(LearnedModel.fileExtension), or with "
        + "--in FOLDER a collection that it describes."
    case .noCommonClass(let model, let classes, let labels, let folder):
      "No class of \(model) (\(Self.listed(classes))) is a label of the collection of \(folder) "
        + "(\(labels.isEmpty ? "it has none" : Self.listed(labels))); search without --within-class, or use a model "
        + "that was trained on these labels."
    case .noPredictedLabel(let model, let prediction, let folder):
      "\(model) takes the query for \(prediction), and no image of the collection of \(folder) has such a label; "
        + "search without --within-class."
    case .otherLabels(let prediction):
      "No --label that was given is among the classes of the query (\(prediction)); leave --label or --within-class "
        + "out."
    }
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(shownNames).joined(separator: ", ") + (names.count > shownNames ? ", …" : "")
  }
}
