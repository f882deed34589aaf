/// `y = x / ‖x‖` for each row. Only what changes the direction has an effect on it:
///
///     ∂L/∂x = (g − y·(y·g)) / ‖x‖
///
/// A row of zeros, or nearly so, has no direction: it becomes zeros and gets no gradient.
final class UnitLengthStep: HeadStep {
  let inputs: Int
  var outputs: Int { inputs }
  var parameters: [Parameter] { [] }

  private var lengths: [Float] = []

  /// The length below which a row has no direction; PyTorch's `normalize` draws the line there too.
  private static let leastLength: Float = 1e-12

  init(width: Int) { inputs = width }

  func forward(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, seed: UInt64?
  ) {
    var lengths = [Float](repeating: 0, count: rows)
    for number in 0..<rows {
      let (row, result) = (input + number * inputs, output + number * inputs)
      var length = RowArithmetic.product(row, row, count: inputs).squareRoot()
      if length < Self.leastLength { length = .infinity }
      lengths[number] = length
      for index in 0..<inputs { result[index] = row[index] / length }
    }
    if seed != nil { self.lengths = lengths }
  }

  func backward(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    into inputGradient: UnsafeMutablePointer<Float>?
  ) {
    guard let inputGradient else { return }
    for number in 0..<rows {
      let first = number * inputs
      let (slopes, row, result) = (gradient + first, output + first, inputGradient + first)
      let along = RowArithmetic.product(slopes, row, count: inputs)
      let length = lengths[number]
      for index in 0..<inputs { result[index] = (slopes[index] - along * row[index]) / length }
    }
  }
}
