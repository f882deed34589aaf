/// Why a pooling cannot be had.
public enum PoolingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A name that is no pooling's.
  case unknown(String)
  /// A generalised mean with an exponent that is not in ``Pooling/exponents``.
  case exponent(Float)

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .unknown(let name):
      "“\(name)” is no pooling; use average, max, std, none or gem with its exponent, such as gem3."
    case .exponent(let exponent):
      "A generalised mean with exponent \(exponent) cannot be computed; use one from "
        + "\(Pooling.exponents.lowerBound) to \(Int(Pooling.exponents.upperBound)), such as 3."
    }
  }
}
