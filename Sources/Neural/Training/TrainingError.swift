/// Why a network could not be trained.
public enum TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A pooling that has no gradient here, of a layer that is trained.
  case pooling(layer: String, name: String)
  /// Another number of gradients than the network has taps.
  case gradientCount(expected: Int, found: Int)
  /// A gradient of another shape than the result it belongs to.
  case gradientShape(layer: String, expected: [Int], found: [Int])
  /// A backward pass whose maps are not, or no longer, in memory.
  case noForwardPass

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .pooling(let layer, let name):
      "\(layer) cannot be trained through the pooling “\(name)”; use average or none, or freeze the layer."
    case .gradientCount(let expected, let found):
      "The network has \(expected) taps and was given \(found) gradients; give one, or nil, for each tap."
    case .gradientShape(let layer, let expected, let found):
      "The gradient at \(layer) has shape \(found) where the result has \(expected); give it the same shape."
    case .noForwardPass:
      "There are no maps to go back through; run forward on the same network before each backward pass."
    }
  }
}
