import Glibc

/// A number for one channel of one image, for engines that do not pool so themselves.
enum PlaneStatistic {
  /// `(mean xᵖ)^(1/p)`; negative values count as zero.
  case generalizedMean(exponent: Float)
  /// The standard deviation.
  case deviation

  /// The number for the values of a plane, of which there is at least one.
  func value(of plane: UnsafeBufferPointer<Float>) -> Float {
    switch self {
    case .generalizedMean(let exponent): Float(Self.generalizedMean(of: plane, Double(exponent)))
    case .deviation: Float(Self.deviation(of: plane))
    }
  }

  private static func generalizedMean(of plane: UnsafeBufferPointer<Float>, _ exponent: Double) -> Double {
    // Values are divided by the largest first: no power leaves the range of a double.
    let largest = Double(max(plane.max() ?? 0, 0))
    guard largest > 0 else { return 0 }
    let scale = 1 / largest
    var sum = 0.0
    for x in plane where x > 0 {
      let fraction = Double(x) * scale
      switch exponent {
      case 2: sum += fraction * fraction
      case 3: sum += fraction * fraction * fraction
      default: sum += pow(fraction, exponent)
      }
    }
    return largest * pow(sum / Double(plane.count), 1 / exponent)
  }

  /// From the first value on, so that equal values have no deviation at all, and in two passes: no difference
  /// of large sums.
  private static func deviation(of plane: UnsafeBufferPointer<Float>) -> Double {
    guard let first = plane.first.map(Double.init) else { return 0 }
    let count = Double(plane.count)
    let mean = first + plane.reduce(0.0) { $0 + (Double($1) - first) } / count
    let squares = plane.reduce(0.0) { sum, x in
      let difference = Double(x) - mean
      return sum + difference * difference
    }
    return (squares / count).squareRoot()
  }
}
