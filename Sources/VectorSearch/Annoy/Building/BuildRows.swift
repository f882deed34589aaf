/// The rows that a forest is built from: those of a matrix that are alive and finite, with their lengths.
final class BuildRows: Sendable {
  let matrix: VectorMatrix
  /// The rows' numbers in rising order.
  let rows: [Int32]
  /// One over the length of each row of the matrix; 0 for a row of zeros and for those left out.
  let inverseLengths: [Float]
  /// The squared length of each row of the matrix.
  let squaredLengths: [Float]

  /// Looks at every row of the matrix once.
  init(_ matrix: VectorMatrix, skipping dead: RowSet) {
    self.matrix = matrix
    var rows: [Int32] = []
    rows.reserveCapacity(matrix.count)
    var squares = [Float](repeating: 0, count: matrix.count)
    var inverses = squares
    withExtendedLifetime(matrix) {
      for row in 0..<matrix.count where !dead.contains(row) {
        let vector = matrix.base + row * matrix.dimension
        let square = FloatRows.product(vector, vector, dimension: matrix.dimension)
        // A row whose square overflows has no direction to be found by, and is as good as not finite.
        guard square.isFinite else { continue }
        rows.append(Int32(row))
        squares[row] = square
        inverses[row] = square > 0 ? 1 / square.squareRoot() : 0
      }
    }
    self.rows = rows
    squaredLengths = squares
    inverseLengths = inverses
  }

  /// The components of a row; valid as long as this lives.
  @inline(__always)
  func vector(_ row: Int32) -> UnsafePointer<Float> {
    matrix.base + Int(row) * matrix.dimension
  }
}
