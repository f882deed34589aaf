/// Why a collection could not be evaluated.
public enum EvaluationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// A table of labels lacks a column.
  case columnMissing(path: String, column: String, has: [String])
  /// Fewer than two images have a label.
  case tooFewImages(labelled: Int, source: String)
  /// All images have the same label.
  case oneClass(String, images: Int)
  /// The text is no regular expression.
  case badPattern(String, reason: String)
  /// Groups are given twice.
  case groupedTwice(path: String)
  /// A number of results or queries that makes no sense.
  case badCount(option: String, Int)
  /// A threshold for similarities that makes no sense.
  case badThreshold(Double)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .columnMissing(let path, let column, let has):
      "The table \(path) has no column named \(column), only \(has.joined(separator: ", ")); name the columns "
        + "path,label or path,label,group in its first line."
    case .tooFewImages(let labelled, let source):
      "Only \(labelled) of the collection's images \(labelled == 1 ? "has" : "have") a label by \(source), and an "
        + "evaluation needs two; put the images into folders named for their classes, or give --labels FILE.csv."
    case .oneClass(let label, let images):
      "All \(images) images have the label \(label), so that every result is right and no figure means "
        + "anything; evaluate a folder with at least two classes, or give the labels with --labels FILE.csv."
    case .badPattern(let pattern, let reason):
      "“\(pattern)” is no regular expression (\(reason)); correct it, such as --group-by 'sample_[0-9]+'."
    case .groupedTwice(let path):
      "The table \(path) has a column named group and --group-by is given as well; use one of the two."
    case .badCount(let option, let count):
      "\(option) \(count) makes no sense; ask for at least 1."
    case .badThreshold(let value):
      "A threshold of \(value) makes no sense; give one between 0 and 1, such as --threshold 0.96."
    }
  }
}
