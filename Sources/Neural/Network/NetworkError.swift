/// Why a network could not be built or run.
public enum NetworkError: Error, Sendable, CustomStringConvertible {
  /// A tap names a layer the architecture does not have.
  case unknownLayer(name: String, known: [String])
  /// The input is too small to survive the poolings before `layer`.
  case inputTooSmall(height: Int, width: Int, layer: String)
  /// A batch of another size than the network was compiled for.
  case wrongInputCount(expected: Int, found: Int)
  /// A layer's kernel or bias has another shape than the architecture asks for.
  case weightShape(layer: String, expected: [Int], found: [Int])
  /// An input of another size than a dense layer was trained on.
  case denseInput(layer: String, expected: Int, found: Int)
  /// The processor cannot compute in the precision asked for.
  case precisionUnavailable(Precision, reason: String)
  /// The engine asked for cannot run the network on this machine.
  case engineUnsuitable(engine: String, reason: String)
  /// The compute library or the system refused an operation.
  case engineFailure(operation: String, status: String)

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .unknownLayer(let name, let known):
      "The network has no layer “\(name)”; choose one of \(known.joined(separator: ", "))."
    case .inputTooSmall(let height, let width, let layer):
      "An input of \(height)×\(width) pixels vanishes before \(layer); use at least 32×32 pixels."
    case .wrongInputCount(let expected, let found):
      "The network takes \(expected) input values a batch and was given \(found); fill the whole batch."
    case .weightShape(let layer, let expected, let found):
      "The weights of \(layer) have shape \(found) where the network needs \(expected); "
        + "get the right ones with `lithoscope model pull`."
    case .denseInput(let layer, let expected, let found):
      "\(layer) takes \(expected) values and an image of this size gives it \(found); "
        + "use the size the layer was trained on, or only the layers before it."
    case .precisionUnavailable(let precision, let reason):
      "This machine cannot compute in \(precision.rawValue): \(reason); use --precision f32."
    case .engineUnsuitable(let engine, let reason):
      "The engine “\(engine)” cannot run this network: \(reason); use the automatic choice of engine."
    case .engineFailure(let operation, let status):
      "The compute engine could not \(operation) (\(status)); run `lithoscope doctor` to see what this machine offers."
    }
  }

  /// What is wrong when a layer's tensor has another shape than the architecture and the input ask for.
  static func mismatch(in layer: String, expected: [Int], found: [Int]) -> NetworkError {
    // Only the input decides how many values reach a dense layer.
    if expected.count == 2, found.count == 2, expected[1] == found[1] {
      return .denseInput(layer: layer, expected: found[0], found: expected[0])
    }
    return .weightShape(layer: layer, expected: expected, found: found)
  }
}
