import Glibc

/// The eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations (Golub & Van Loan,
/// “Matrix Computations”, section 8.5).
struct SymmetricEigenvectors {
  /// Eigenvalues, the largest first.
  let values: [Double]
  /// Unit eigenvectors in the order of ``values``.
  let vectors: [[Double]]

  /// Rotations through all pairs; a dozen are more than a matrix of this kind ever takes.
  private static let mostSweeps = 30

  /// - Parameter matrix: rows of equal length, symmetric.
  init(_ matrix: [[Double]]) {
    var matrix = matrix
    let size = matrix.count
    // Its columns become the eigenvectors.
    var turned = (0..<size).map { row in (0..<size).map { row == $0 ? 1.0 : 0 } }
    for _ in 0..<Self.mostSweeps {
      var offDiagonal = 0.0
      for row in 0..<size { for column in 0..<row { offDiagonal += abs(matrix[row][column]) } }
      let diagonal = (0..<size).reduce(0.0) { $0 + abs(matrix[$1][$1]) }
      if offDiagonal <= diagonal * .ulpOfOne { break }
      for p in 0..<size {
        for q in p + 1..<max(size, p + 1) where matrix[p][q] != 0 {
          let ratio = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
          let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + hypot(ratio, 1))
          let cosine = 1 / hypot(tangent, 1)
          let sine = tangent * cosine
          for k in 0..<size {
            let (left, right) = (matrix[k][p], matrix[k][q])
            matrix[k][p] = cosine * left - sine * right
            matrix[k][q] = sine * left + cosine * right
          }
          for k in 0..<size {
            let (upper, lower) = (matrix[p][k], matrix[q][k])
            matrix[p][k] = cosine * upper - sine * lower
            matrix[q][k] = sine * upper + cosine * lower
            let (left, right) = (turned[k][p], turned[k][q])
            turned[k][p] = cosine * left - sine * right
            turned[k][q] = sine * left + cosine * right
          }
        }
      }
    }
    let order = (0..<size).sorted { matrix[$0][$0] > matrix[$1][$1] }
    values = order.map { matrix[$0][$0] }
    vectors = order.map { place in turned.map { $0[place] } }
  }
}
