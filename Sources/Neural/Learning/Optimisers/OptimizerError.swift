/// Why an optimiser cannot go on from a saved state.
public enum OptimizerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A tensor that this optimiser does not know.
  case foreignTensor(name: String, known: [String])
  /// Of the tensors that belong to one parameter, one is missing or has another shape.
  case incomplete(parameter: String, tensor: String)

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .foreignTensor(let name, let known):
      """
      The saved state has a tensor \(name), where this optimiser keeps \(known.joined(separator: " and ")) for \
      each parameter; go on with the optimiser that saved it, or start anew.
      """
    case .incomplete(let parameter, let tensor):
      """
      The saved state of \(parameter) has no fitting \(tensor); take an older checkpoint, or start anew.
      """
    }
  }
}
