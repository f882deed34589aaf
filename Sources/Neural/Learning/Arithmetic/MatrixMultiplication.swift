import COneDNN

/// Products of row-major matrices in single precision, by oneDNN.
enum MatrixMultiplication {
  /// Multiplications that one thread has done before another one is awake.
  private static let mostOnOneThread = 1 << 20

  /// `product[rows × columns] = scale · left · right`, added to what is there where `adding` says so.
  ///
  /// - Parameters:
  ///   - left: `[rows × inner]`, or `[inner × rows]` where it is to be transposed.
  ///   - right: `[inner × columns]`, or `[columns × inner]` where it is to be transposed.
  ///   - threads: As many share the work. A sum over a long inner dimension may be split among them, so only
  ///     the same number of threads gives the same bits.
  static func multiply(
    _ left: UnsafePointer<Float>, leftTransposed: Bool = false, _ right: UnsafePointer<Float>,
    rightTransposed: Bool = false, rows: Int, inner: Int, columns: Int, scale: Float = 1,
    adding: Bool = false, into product: UnsafeMutablePointer<Float>, threads: Int
  ) {
    guard rows > 0, columns > 0 else { return }
    // OpenMP keeps the number for each calling thread apart.
    let isSmall = rows * columns * inner <= mostOnOneThread
    litho_set_threads(Int32(isSmall ? 1 : max(1, threads)))
    let status = dnnl_sgemm(
      letter(leftTransposed), letter(rightTransposed), dnnl_dim_t(rows), dnnl_dim_t(columns),
      dnnl_dim_t(inner), scale, left, dnnl_dim_t(leftTransposed ? rows : inner), right,
      dnnl_dim_t(rightTransposed ? inner : columns), adding ? 1 : 0, product, dnnl_dim_t(columns))
    // It refuses only wrong arguments and lack of memory, where an array would trap as well.
    precondition(
      status == dnnl_success, "a matrix product failed: \(String(cString: dnnl_status2str(status)))")
  }

  private static func letter(_ transposed: Bool) -> CChar { CChar(UInt8(ascii: transposed ? "T" : "N")) }
}
