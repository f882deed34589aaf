/// The rows of a batch with their labels, as losses that compare rows with each other see them.
struct LabelledRows {
  let outputs: Tensor
  let labels: [Int]
  let count: Int
  let dimension: Int

  init(_ outputs: Tensor, _ labels: [Int]) {
    precondition(outputs.shape.count == 2, "outputs are [N, D], not \(outputs.shape)")
    precondition(labels.count == outputs.shape[0], "\(labels.count) labels for \(outputs.shape[0]) rows")
    precondition(labels.allSatisfy { $0 >= 0 }, "no label is negative")
    self.outputs = outputs
    self.labels = labels
    count = outputs.shape[0]
    dimension = outputs.shape[1]
  }

  /// No loss and no gradient: a batch from which nothing can be learned.
  var nothingToLearn: LossValue {
    let zeros = [Float](repeating: 0, count: outputs.values.count)
    return LossValue(value: 0, gradient: Tensor(shape: outputs.shape, values: zeros))
  }

  /// Whether two rows have the same label.
  func isSame(_ first: Int, _ second: Int) -> Bool { labels[first] == labels[second] }

  /// `‖x_i − x_j‖²` for all rows, `[N × N]`.
  var squaredDistances: [Float] {
    pairwise { RowArithmetic.squaredDistance($0, $1, count: dimension) }
  }

  /// `x_i · x_j` for all rows, `[N × N]`: cosine similarities, where rows have unit length.
  var products: [Float] { pairwise { RowArithmetic.product($0, $1, count: dimension) } }

  private func pairwise(_ function: (UnsafePointer<Float>, UnsafePointer<Float>) -> Float) -> [Float] {
    var matrix = [Float](repeating: 0, count: count * count)
    outputs.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for first in 0..<count {
        for second in first..<count {
          let value = function(start + first * dimension, start + second * dimension)
          matrix[first * count + second] = value
          matrix[second * count + first] = value
        }
      }
    }
    return matrix
  }

  /// The gradient by the rows, given that by the squared distances.
  ///
  /// `∂‖x_i − x_j‖²/∂x_i = 2·(x_i − x_j)`, and the same with the other sign for j. With `S = C + Cᵀ` that sums
  /// up to `∂L/∂x_i = 2·(x_i · Σ_j S_ij − Σ_j S_ij·x_j)`.
  ///
  /// - Parameter slopes: C, the derivative of the loss by each squared distance, `[N × N]`.
  func gradient(bySquaredDistances slopes: [Float]) -> Tensor {
    let sums = symmetric(slopes)
    var gradient = [Float](repeating: 0, count: count * dimension)
    for row in 0..<count {
      let sum = sums[row * count..<(row + 1) * count].reduce(0) { $0 + Double($1) }
      let factor = Float(2 * sum)
      for index in row * dimension..<(row + 1) * dimension {
        gradient[index] = factor * outputs.values[index]
      }
    }
    multiply(sums, scale: -2, adding: true, into: &gradient)
    return Tensor(shape: outputs.shape, values: gradient)
  }

  /// The gradient by the rows, given that by the products: `∂L/∂x_i = Σ_j (C_ij + C_ji)·x_j`.
  ///
  /// - Parameter slopes: C, the derivative of the loss by each product, `[N × N]`.
  func gradient(byProducts slopes: [Float], scale: Float) -> Tensor {
    var gradient = [Float](repeating: 0, count: count * dimension)
    multiply(symmetric(slopes), scale: scale, adding: false, into: &gradient)
    return Tensor(shape: outputs.shape, values: gradient)
  }

  private func symmetric(_ slopes: [Float]) -> [Float] {
    var sums = slopes
    for first in 0..<count {
      for second in 0..<count { sums[first * count + second] += slopes[second * count + first] }
    }
    return sums
  }

  /// `gradient (+)= scale · matrix · outputs`, on one thread: a batch is small.
  private func multiply(_ matrix: [Float], scale: Float, adding: Bool, into gradient: inout [Float]) {
    gradient.withUnsafeMutableBufferPointer { gradient in
      outputs.values.withUnsafeBufferPointer { values in
        matrix.withUnsafeBufferPointer { matrix in
          guard let product = gradient.baseAddress, let right = values.baseAddress,
            let left = matrix.baseAddress
          else { return }
          MatrixMultiplication.multiply(
            left, right, rows: count, inner: count, columns: dimension, scale: scale, adding: adding,
            into: product, threads: 1)
        }
      }
    }
  }
}
