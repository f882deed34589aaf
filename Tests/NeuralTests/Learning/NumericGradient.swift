import Neural

/// Derivatives by central differences, in double precision: what backpropagation is compared with.
enum NumericGradient {
  private static let step = 1e-6

  /// The derivatives of a function of many numbers at a point.
  static func of(_ function: ([Double]) -> Double, at point: [Float]) -> [Double] {
    var numbers = point.map(Double.init)
    return numbers.indices.map { index in
      let number = numbers[index]
      defer { numbers[index] = number }
      numbers[index] = number + step
      let above = function(numbers)
      numbers[index] = number - step
      return (above - function(numbers)) / (2 * step)
    }
  }

  /// The length of the difference, as a share of the numeric gradient's length.
  static func relativeError(_ gradient: [Float], _ numeric: [Double]) -> Double {
    guard gradient.count == numeric.count else { return .infinity }
    let difference = zip(gradient, numeric).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
    let length = numeric.reduce(0) { $0 + $1 * $1 }
    return length > 0 ? (difference / length).squareRoot() : difference.squareRoot()
  }
}

extension Tensor {
  /// Seeded normal numbers.
  static func normal(_ shape: [Int], seed: UInt64) -> Tensor {
    var random = SeededRandom(seed: seed)
    return Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.normalPair().0 })
  }

  /// The rows of a matrix, each divided by its length.
  var unitRows: Tensor {
    let rows = (0..<shape[0]).map { number in
      let row = slice(number)
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    return Tensor(shape: shape, values: rows.flatMap { $0 })
  }
}
