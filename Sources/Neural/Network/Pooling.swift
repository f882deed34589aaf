/// What becomes of a layer's map `[N, C, H, W]` when it is read out: one number for each channel, over all its
/// places, or the map itself.
///
/// Maps are read after ReLU, so their values are not negative. A dense layer counts as a map of one place: its
/// mean, maximum and generalised mean are its values, and its deviation is zero.
public enum Pooling: Sendable, Hashable {
  /// The mean of each channel: `[N, C]`.
  case average
  /// The largest value of each channel: `[N, C]`.
  case maximum
  /// The generalised mean of each channel, `(mean xᵖ)^(1/p)`: `[N, C]`.
  ///
  /// Radenović, Tolias & Chum, "Fine-tuning CNN image retrieval with no human annotation", TPAMI 2018 ("GeM").
  /// p = 1 is the mean, and large p tend to the maximum; 2 and 3 are computed faster than others. p is in
  /// ``exponents``.
  case generalizedMean(exponent: Float)
  /// The standard deviation of each channel, `√(mean x² − (mean x)²)`: `[N, C]`.
  case deviation
  /// The map itself: `[N, C, H, W]`; for a dense layer `[N, units]`.
  ///
  /// Keras flattens in another order, height, width, channel: see ``Tensor/channelsLast``.
  case none

  /// The exponents of a generalised mean: below, it is nearly zero wherever a channel is; above, a maximum.
  public static let exponents: ClosedRange<Float> = 0.1...100

  /// The pooling's name in collections and on the command line: `average`, `max`, `gem3`, `gem2.5`, `std`,
  /// `none`. It never changes, and ``init(named:)`` reads it back.
  public var name: String {
    switch self {
    case .average: "average"
    case .maximum: "max"
    case .generalizedMean(let exponent): Self.meanPrefix + Self.digits(of: exponent)
    case .deviation: "std"
    case .none: "none"
    }
  }

  private static let meanPrefix = "gem"

  /// The fewest digits that read back as the same number, without a fraction of zero.
  private static func digits(of exponent: Float) -> String {
    let digits = "\(exponent)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  /// Reads a pooling's ``name``.
  ///
  /// - Throws: ``PoolingError`` when it names none, or a generalised mean with an exponent out of range.
  public init(named name: String) throws {
    switch name {
    case "average": self = .average
    case "max": self = .maximum
    case "std": self = .deviation
    case "none": self = .none
    case _ where name.hasPrefix(Self.meanPrefix):
      let digits = name.dropFirst(Self.meanPrefix.count)
      // `Float` would also read signs, hexadecimal digits, `inf` and `nan`.
      guard digits.allSatisfy({ "0"..."9" ~= $0 || $0 == "." }), let exponent = Float(digits) else {
        throw PoolingError.unknown(name)
      }
      self = .generalizedMean(exponent: exponent)
      try validate()
    default: throw PoolingError.unknown(name)
    }
  }

  /// Checks the exponent of a generalised mean.
  ///
  /// - Throws: ``PoolingError/exponent(_:)`` when it is not in ``exponents``.
  public func validate() throws {
    if case .generalizedMean(let exponent) = self, !Self.exponents.contains(exponent) {
      throw PoolingError.exponent(exponent)
    }
  }
}
