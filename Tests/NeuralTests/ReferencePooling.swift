import Glibc

@testable import Neural

/// Poolings as loops over each plane, in double precision.
extension Tensor {
  /// `[N, C, H, W]` → `[N, C]`, or the map itself; a dense layer's `[N, units]` as maps of one place.
  func pooled(by pooling: Pooling) -> Tensor {
    if pooling == .none { return self }
    let area = shape.dropFirst(2).reduce(1, *)
    let pooled = (0..<shape[0] * shape[1]).map { plane in
      Float(Self.value(of: values[plane * area..<(plane + 1) * area].map(Double.init), by: pooling))
    }
    return Tensor(shape: Array(shape[..<2]), values: pooled)
  }

  private static func value(of plane: [Double], by pooling: Pooling) -> Double {
    let count = Double(plane.count)
    switch pooling {
    case .average, .none: return plane.reduce(0, +) / count
    case .maximum: return plane.max() ?? 0
    case .generalizedMean(let exponent):
      // By way of logarithms, so that no power leaves the range of a double.
      let largest = plane.max() ?? 0
      guard largest > 0 else { return 0 }
      let sum = plane.reduce(0) { $0 + pow($1 / largest, Double(exponent)) }
      return largest * pow(sum / count, 1 / Double(exponent))
    case .deviation:
      let mean = plane.reduce(0, +) / count
      return (plane.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    }
  }
}
