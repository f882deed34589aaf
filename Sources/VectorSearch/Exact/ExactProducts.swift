import CVectorKernels

/// Exact search for many queries at once by products of matrices.
///
/// The products are summed in another order than those of single queries, so they only say which rows may belong to an
/// answer; these are compared again, and the answers are the same bit for bit.
struct ExactProducts {
  private let matrix: VectorMatrix
  private let count: Int
  private let k: Int
  private let options: SearchOptions
  /// How far two ways to sum a product of unit vectors may be apart (Higham, "Accuracy and Stability of Numerical
  /// Algorithms", 2002, section 3.1: dimension half units in the last place each).
  private let margin: Float

  /// Rows whose products are taken at a time, so that they and the products stay in the caches; whole groups of 64.
  private static let rowsAtOnce = 512
  private static let group = 64

  /// - Parameter count: the first so many rows of the matrix are looked at.
  init(_ matrix: VectorMatrix, k: Int, _ options: SearchOptions, rows count: Int) {
    self.matrix = matrix
    self.count = count
    self.k = k
    self.options = options
    margin = Float(2 * matrix.dimension + 64) * 0x1p-24
  }

  /// The best rows for each query; nil where oneDNN refuses the product.
  func nearest(to queries: [PreparedQuery]) -> [[Neighbor]]? {
    let units = queries.flatMap(\.unit)
    var best = queries.map { _ in NearestRows(k: k, includingTies: options.includingTies) }
    var products = [Float](repeating: 0, count: queries.count * Self.rowsAtOnce)
    let works = withExtendedLifetime(matrix) {
      products.withUnsafeMutableBufferPointer { products in
        units.withUnsafeBufferPointer { units in
          guard let product = products.baseAddress, let unit = units.baseAddress else { return false }
          for start in stride(from: 0, to: count, by: Self.rowsAtOnce) {
            let rows = min(Self.rowsAtOnce, count - start)
            guard
              MatrixProduct.multiply(
                unit, transposing: matrix.base + start * matrix.dimension, rows: queries.count,
                inner: matrix.dimension, columns: rows, into: product)
            else { return false }
            for place in queries.indices {
              offer(
                product + place * rows, rows, from: start, unit + place * matrix.dimension, to: &best[place])
            }
          }
          return true
        }
      }
    }
    return works ? best.map { $0.found() } : nil
  }

  private func offer(
    _ products: UnsafePointer<Float>, _ rows: Int, from start: Int, _ unit: UnsafePointer<Float>,
    to best: inout NearestRows
  ) {
    for first in stride(from: 0, to: rows, by: Self.group) {
      var found = litho_scores_reaching(
        products + first, min(Self.group, rows - first), margin, best.threshold)
      found &= options.allowed((start + first) / Self.group, count: count)
      while found != 0 {
        let row = start + first + found.trailingZeroBitCount
        found &= found - 1
        best.offer(
          row,
          FloatRows.product(unit, matrix.base + row * matrix.dimension, dimension: matrix.dimension))
      }
    }
  }
}
