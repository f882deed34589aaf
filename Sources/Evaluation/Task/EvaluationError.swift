/// Why an evaluation could not be made.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Vectors and task have different numbers of items.
  case itemsDiffer(vectors: Int, task: Int)
  /// No query has another item of its class outside its group.
  case nothingToFind(queries: Int)
  /// The matrix product failed; the library's word for why.
  case productFailed(status: String)

  /// One sentence with the value and the remedy.
  public var description: String {
    switch self {
    case .itemsDiffer(let vectors, let task):
      "There are vectors of \(vectors) images where \(task) are evaluated; index the folder again."
    case .nothingToFind(let queries):
      "None of the \(queries) queries has another image of its label outside its group, so there is "
        + "nothing to find; label more images alike or leave smaller groups out."
    case .productFailed(let status):
      "The similarities could not be computed (\(status)); free some memory and try again."
    }
  }
}
