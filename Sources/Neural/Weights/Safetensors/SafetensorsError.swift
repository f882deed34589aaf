/// Which rule of the safetensors format a file breaks.
public enum SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file ends before its header does.
  case truncated(path: String)
  /// The header is longer than the limit.
  case headerTooLong(path: String, bytes: UInt64, limit: Int)
  /// The header is not the JSON it should be.
  case malformedHeader(path: String, reason: String)
  /// A tensor is not float32.
  case unsupportedType(path: String, tensor: String, type: String)
  /// A tensor's dimensions multiply to more than memory can address, or are negative.
  case shapeOverflow(path: String, tensor: String)
  /// A tensor's bytes are not as many as its shape needs.
  case sizeMismatch(path: String, tensor: String, needed: Int, found: Int)
  /// A tensor lies outside the file, on another tensor, or behind a gap.
  case misplaced(path: String, tensor: String, reason: String)
  /// There are bytes that belong to no tensor.
  case trailingBytes(path: String, bytes: Int)

  /// One sentence with the remedy.
  public var description: String {
    let (path, what) = parts
    return "\(path) is not a sound safetensors file: \(what); fetch it again."
  }

  private var parts: (path: String, what: String) {
    switch self {
    case .truncated(let path):
      return (path, "it ends before its header does")
    case .headerTooLong(let path, let bytes, let limit):
      return (path, "its header would be \(bytes) bytes long and the limit is \(limit)")
    case .malformedHeader(let path, let reason):
      return (path, "its header is malformed (\(reason))")
    case .unsupportedType(let path, let tensor, let type):
      return (path, "the tensor \(tensor) is of type \(type) and only F32 is read")
    case .shapeOverflow(let path, let tensor):
      return (path, "the dimensions of the tensor \(tensor) are beyond any memory")
    case .sizeMismatch(let path, let tensor, let needed, let found):
      return (path, "the tensor \(tensor) has \(found) bytes and its shape needs \(needed)")
    case .misplaced(let path, let tensor, let reason):
      return (path, "the tensor \(tensor) \(reason)")
    case .trailingBytes(let path, let bytes):
      return (path, "\(bytes) bytes belong to no tensor")
    }
  }
}
