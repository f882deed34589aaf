/// The mean and the covariance of one component's unit vectors, summed in double precision.
struct Covariance {
  /// Vectors that were summed: those that are neither zero nor damaged.
  private(set) var count = 0
  /// The mean unit vector.
  private(set) var mean: [Double]
  /// `[dimension × dimension]`, symmetric.
  private(set) var matrix: [Float] = []

  /// The variance in all directions together, Σλ.
  var trace: Double {
    let dimension = mean.count
    return matrix.isEmpty ? 0 : (0..<dimension).reduce(0) { $0 + Double(matrix[$1 * (dimension + 1)]) }
  }

  /// Vectors whose products are summed in single precision, before they join the others in double precision.
  private static let blockSize = 1024

  /// Sums the columns of some rows of a matrix.
  init(of matrix: VectorMatrix, columns: Range<Int>, rows: [Int]) throws(WhiteningError) {
    let dimension = columns.count
    mean = [Double](repeating: 0, count: dimension)
    var block = [Float](repeating: 0, count: min(Self.blockSize, rows.count) * dimension)
    for start in stride(from: 0, to: rows.count, by: Self.blockSize) {
      let some = rows[start..<min(start + Self.blockSize, rows.count)]
      let filled = Self.gather(some, columns, of: matrix, into: &block, centred: nil)
      for place in 0..<filled {
        block.withUnsafeBufferPointer { block in
          mean.withUnsafeMutableBufferPointer { mean in
            for column in 0..<dimension { mean[column] += Double(block[place * dimension + column]) }
          }
        }
      }
      count += filled
    }
    guard count > 0 else { return }
    for column in mean.indices { mean[column] /= Double(count) }

    var sums = [Double](repeating: 0, count: dimension * dimension)
    var product = [Float](repeating: 0, count: dimension * dimension)
    for start in stride(from: 0, to: rows.count, by: Self.blockSize) {
      let some = rows[start..<min(start + Self.blockSize, rows.count)]
      let filled = Self.gather(some, columns, of: matrix, into: &block, centred: mean)
      guard filled > 0 else { continue }
      try MatrixProduct.multiply(
        block, transposed: true, block, rows: dimension, inner: filled, columns: dimension, into: &product)
      product.withUnsafeBufferPointer { product in
        sums.withUnsafeMutableBufferPointer { sums in
          for place in 0..<product.count { sums[place] += Double(product[place]) }
        }
      }
    }
    self.matrix = sums.map { Float($0 / Double(count)) }
  }

  /// Writes the unit vectors of rows one after the other.
  ///
  /// - Returns: how many there are; rows without a direction are left out.
  private static func gather(
    _ rows: ArraySlice<Int>, _ columns: Range<Int>, of matrix: VectorMatrix, into block: inout [Float],
    centred mean: [Double]?
  ) -> Int {
    var filled = 0
    block.withUnsafeMutableBufferPointer { block in
      for row in rows {
        matrix.withRow(row) { vector in
          guard let source = vector.baseAddress.map({ $0 + columns.lowerBound }) else { return }
          let length = Whitening.length(source, columns.count)
          guard length > 0, length.isFinite else { return }
          let start = filled * columns.count
          if let mean {
            mean.withUnsafeBufferPointer { mean in
              for column in 0..<columns.count {
                block[start + column] = Float(Double(source[column]) / length - mean[column])
              }
            }
          } else {
            for column in 0..<columns.count {
              block[start + column] = Float(Double(source[column]) / length)
            }
          }
          filled += 1
        }
      }
    }
    return filled
  }
}
