/// Why an index cannot be made as it was asked for.
public enum IndexSettingsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A number of trees out of bounds.
  case badTrees(Int)
  /// A number of neighbours out of bounds.
  case badNeighbours(Int)
  /// A breadth out of bounds.
  case badBreadth(Int)
  /// A recall that is no share, or none at all.
  case badRecall(Double)
  /// An effort below 1.
  case badEffort(Int)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .badTrees(let trees):
      "\(trees) trees make no index; give between 1 and 10,000, such as --trees 100."
    case .badNeighbours(let neighbours):
      "A graph cannot have \(neighbours) neighbours a row; give between 2 and 128, such as --neighbours 16."
    case .badBreadth(let breadth):
      "A graph cannot be built with a breadth of \(breadth); give between 8 and 4096, such as --breadth 200."
    case .badRecall(let recall):
      "A recall of \(recall) cannot be reached; give a share above 0 and at most 1, such as --recall 0.99."
    case .badEffort(let effort):
      "An index cannot look with an effort of \(effort); give at least 1, such as --effort 100."
    }
  }
}
