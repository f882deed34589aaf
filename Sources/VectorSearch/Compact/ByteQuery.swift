import CVectorKernels

/// A unit query in two bytes for each component: `q ≈ s · (254 · high + low)`.
///
/// Two levels cost next to nothing beside reading the rows, and leave the rows' own rounding as the only error that
/// counts.
struct ByteQuery: Sendable {
  /// High levels, then low ones, `stride` of each.
  let levels: [Int8]
  let stride: Int
  let scale: Float
  /// A bound on what the levels leave of the product with a row of length 1.
  let error: Float
  /// The product with the rows' mean, which is missing in the products that the kernels take.
  let offset: Float

  /// Rows have length 1 and the mean no more, up to rounding, so what a row has beside the mean may be twice as long;
  /// a tenth more is for the roundings of what is left itself.
  private static let longestCodes: Float = 2.2

  init(_ unit: [Float], for rows: CompactRows) {
    let stride = rows.layout.stride
    var (scale, left, offset) = (Float.zero, Float.zero, Float.zero)
    levels = withExtendedLifetime(rows) {
      [Int8](unsafeUninitializedCapacity: 2 * stride) { levels, initialized in
        if let high = levels.baseAddress {
          scale = litho_encode_query(
            unit, rows.mean.baseAddress, unit.count, stride, high, high + stride, &left, &offset)
        }
        initialized = 2 * stride
      }
    }
    self.stride = stride
    self.scale = scale
    self.offset = offset
    error = left * Self.longestCodes
  }

  /// Calls `body` with the query as the kernels take it.
  func withQuery<Output>(_ body: (litho_byte_query) -> Output) -> Output {
    levels.withUnsafeBufferPointer { levels in
      // There is at least one component.
      guard let high = levels.baseAddress else { preconditionFailure("a query has components") }
      return body(litho_byte_query(high: high, low: high + stride, scale: scale, error: error))
    }
  }
}
