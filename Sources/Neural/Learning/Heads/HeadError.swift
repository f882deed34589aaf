/// Why a head could not be built or run.
public enum HeadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A layer of the description cannot exist.
  case impossibleLayer(String)
  /// Features of another width than the head was built for.
  case wrongFeatures(shape: [Int], inputs: Int)
  /// More layers were asked for than there are.
  case noSuchLayer(count: Int, layers: Int)
  /// A backward pass without a forward pass in training before it.
  case nothingKept
  /// A gradient of another shape than the outputs.
  case wrongGradient(expected: [Int], found: [Int])

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .impossibleLayer(let reason):
      "A head cannot be built like this: \(reason)."
    case .wrongFeatures(let shape, let inputs):
      "The head takes rows of \(inputs) features and was given \(shape); use the features it was built for."
    case .noSuchLayer(let count, let layers):
      "The head has \(layers) layers and \(count) were asked for; ask for at most \(layers)."
    case .nothingKept:
      "A backward pass needs what a forward pass keeps; give the forward pass a seed for its dropout first."
    case .wrongGradient(let expected, let found):
      "The gradient is \(found) and the outputs were \(expected); hand back the loss's gradient by them."
    }
  }
}
