/// Why an HDF5 file cannot be read as weights.
public enum HDF5WeightsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The library cannot open the file, which is usually because it is cut off.
  case unreadable(path: String, reason: String)
  /// The file has more groups and datasets, or deeper ones, than any network's.
  case tooComplex(path: String)
  /// A layer's numbers are stored in a way that is not read.
  case unsupported(path: String, layer: String, reason: String)
  /// A layer's numbers stand in the file more than once.
  case ambiguous(path: String, layer: String, datasets: [String])

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      return "\(path) cannot be read as HDF5 (\(reason)); it is damaged or cut off, so fetch it again."
    case .tooComplex(let path):
      return "\(path) has far more groups and datasets than a network; give a file that Keras has written."
    case .unsupported(let path, let layer, let reason):
      return "The layer \(layer) in \(path) cannot be read: \(reason); save the weights with Keras as floats."
    case .ambiguous(let path, let layer, let datasets):
      return """
        The layer \(layer) stands in \(path) more than once (\(datasets.joined(separator: ", "))); save the \
        weights of VGG16 alone.
        """
    }
  }
}
