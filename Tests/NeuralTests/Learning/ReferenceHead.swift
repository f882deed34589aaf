@testable import Neural

/// A head in double precision, layer by layer as its definition says.
struct ReferenceHead {
  let layers: [HeadLayer]
  /// By name: `[inputs, outputs]` and `[outputs]`, row-major.
  var parameters: [String: [Double]]
  /// What each dropout layer multiplies by, by the layer's number.
  var factors: [Int: [Double]] = [:]

  init(_ head: Head) {
    layers = head.layers
    parameters = Dictionary(
      uniqueKeysWithValues: head.parameters.map {
        ($0.name, $0.withUnsafeValues { $0.map(Double.init) })
      })
  }

  func callAsFunction(_ features: [Double], rows: Int) -> [Double] {
    var values = features
    for (number, layer) in layers.enumerated() {
      let width = values.count / rows
      switch layer {
      case .dense(let name, let units):
        guard let kernel = parameters["\(name)/kernel"], let bias = parameters["\(name)/bias"] else {
          continue
        }
        values = (0..<rows * units).map { index in
          let (row, unit) = (index / units, index % units)
          return (0..<width).reduce(bias[unit]) { $0 + values[row * width + $1] * kernel[$1 * units + unit] }
        }
      case .relu: values = values.map { max(0, $0) }
      case .dropout: values = zip(values, factors[number] ?? []).map { $0 * $1 }
      case .unitLength:
        values = (0..<rows).flatMap { row in
          let row = values[row * width..<(row + 1) * width]
          let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
          return row.map { $0 / length }
        }
      }
    }
    return values
  }
}
