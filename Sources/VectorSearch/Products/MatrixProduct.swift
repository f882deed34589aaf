import COneDNN

/// Products of matrices in single precision, by oneDNN on one thread: the same bits each time.
enum MatrixProduct {
  /// `product[rows × columns] = left · right`, all row-major; `left` is `[rows × inner]`, or `[inner × rows]`
  /// where it is to be transposed, and `right` is `[inner × columns]`.
  static func multiply(
    _ left: [Float], transposed: Bool = false, _ right: [Float], rows: Int, inner: Int, columns: Int,
    into product: inout [Float]
  ) throws(WhiteningError) {
    precondition(left.count >= rows * inner && right.count >= inner * columns, "matrices are complete")
    precondition(product.count >= rows * columns, "the product has room")
    // OpenMP keeps the number for each calling thread apart.
    litho_set_threads(1)
    let status = dnnl_sgemm(
      CChar(UInt8(ascii: transposed ? "T" : "N")), CChar(UInt8(ascii: "N")), dnnl_dim_t(rows),
      dnnl_dim_t(columns), dnnl_dim_t(inner), 1, left, dnnl_dim_t(transposed ? rows : inner), right,
      dnnl_dim_t(columns), 0, &product, dnnl_dim_t(columns))
    guard status == dnnl_success else {
      throw .productFailed(status: String(cString: dnnl_status2str(status)))
    }
  }

  /// `product[rows × columns] = left[rows × inner] · rightᵀ`, with `right` as `[columns × inner]`: the inner products
  /// of rows.
  ///
  /// - Returns: false where oneDNN refuses.
  static func multiply(
    _ left: UnsafePointer<Float>, transposing right: UnsafePointer<Float>, rows: Int, inner: Int,
    columns: Int, into product: UnsafeMutablePointer<Float>
  ) -> Bool {
    litho_set_threads(1)
    let (plain, transposed) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")))
    return dnnl_sgemm(
      plain, transposed, dnnl_dim_t(rows), dnnl_dim_t(columns), dnnl_dim_t(inner), 1, left,
      dnnl_dim_t(inner), right, dnnl_dim_t(inner), 0, product, dnnl_dim_t(columns)) == dnnl_success
  }
}
