/// Why a set of weights is not the one that was asked for. Every case names the layer.
public enum WeightsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no tensor of that name.
  case missing(tensor: String, origin: String)
  /// A tensor has other dimensions than the network's.
  case wrongShape(tensor: String, expected: [Int], found: [Int], origin: String)
  /// A layer's numbers are not the published ones.
  case altered(layer: String, what: String, want: String, got: String, origin: String)
  /// The manifest has no digest for a layer that was asked for.
  case unknownLayer(String, known: [String])
  /// The file is none of the formats that can be read.
  case unrecognised(path: String)
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .missing(let tensor, let origin):
      return """
        The layer \(Self.layer(of: tensor)) is missing from \(origin) (there is no \(tensor)); \
        use a file of the whole network.
        """
    case .wrongShape(let tensor, let expected, let found, let origin):
      return """
        The layer \(Self.layer(of: tensor)) in \(origin) has another shape: \(tensor) is \(found) and should \
        be \(expected); use the weights of this very network.
        """
    case .altered(let layer, let what, let want, let got, let origin):
      return """
        The layer \(layer) in \(origin) is not the published one: want \(what) \(want), got \(got); \
        the file is damaged or of another training, so fetch it again.
        """
    case .unknownLayer(let layer, let known):
      return "There is no layer \(layer) in this network; its layers are \(known.joined(separator: ", "))."
    case .unrecognised(let path):
      return """
        \(path) is neither HDF5 (.h5) nor ONNX nor safetensors; give a file in one of these formats.
        """
    case .unreadable(let path, let reason):
      return "\(path) cannot be read: \(reason); check the path and its permissions."
    case .unwritable(let path, let reason):
      return "\(path) cannot be written: \(reason); make room or choose another directory."
    }
  }

  private static func layer(of tensor: String) -> String {
    guard let slash = tensor.lastIndex(of: "/") else { return tensor }
    return String(tensor[..<slash])
  }
}
