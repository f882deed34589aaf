/// Why an ONNX file cannot be read as weights.
public enum ONNXError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The protocol buffer is damaged or cut off.
  case malformed(path: String, reason: String)
  /// A layer's numbers are stored in a way that is not read.
  case unsupported(path: String, layer: String, reason: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .malformed(let path, let reason):
      return "\(path) is not a sound ONNX file: \(reason); fetch or export it again."
    case .unsupported(let path, let layer, let reason):
      return """
        The layer \(layer) in \(path) cannot be read: \(reason); export the network with its weights inside \
        the file, as float32.
        """
    }
  }
}
