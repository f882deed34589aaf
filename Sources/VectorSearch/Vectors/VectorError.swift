/// What can be wrong with a vector or with a question put to an index.
public enum VectorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Two vectors, or a vector and an index, have different numbers of components.
  case dimensionMismatch(found: Int, expected: Int)
  /// A component is NaN or infinite; the first such component.
  case notFinite(component: Int)
  /// Every component is zero, so the vector has no direction and no cosine.
  case zeroVector
  /// `k`, the number of neighbours asked for, is below 1.
  case tooFewNeighbours(k: Int)

  /// One sentence with the value, the limit and the remedy.
  public var description: String {
    switch self {
    case .dimensionMismatch(let found, let expected):
      "The vector has \(found) components where \(expected) are expected; "
        + "compute it with the descriptor that the index was made with."
    case .notFinite(let component):
      "Component \(component) of the vector is not a finite number; "
        + "compute it again from an image that decodes without errors."
    case .zeroVector:
      "All components of the vector are zero, so it is similar to nothing; "
        + "choose another image or another descriptor."
    case .tooFewNeighbours(let k):
      "\(k) neighbours were asked for; ask for at least 1."
    }
  }
}
