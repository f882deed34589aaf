/// Why a whitening could not be fitted.
public enum WhiteningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// oneDNN refused a matrix product.
  case productFailed(status: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .productFailed(let status):
      "oneDNN could not multiply the matrices of a whitening (\(status)); close other programs and run the same "
        + "command again, or run lithoscope doctor."
    }
  }
}
