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

  /// The largest number of a level.
  private static let largest: Float = 127
  /// How many steps of the low level make one of the high.
  private static let ratio: Float = 254
  /// Rows have length 1 and the mean no more, up to rounding; what a row has beside the mean may be so long.
  private static let longestCodes = 2.05

  init(_ unit: [Float], for rows: CompactRows) {
    let stride = rows.layout.stride
    let step = (unit.reduce(0) { max($0, abs($1)) }) / Self.largest
    let fine = step / Self.ratio
    var levels = [Int8](repeating: 0, count: 2 * stride)
    var left = 0.0
    for (place, component) in unit.enumerated() {
      let high = (component / step).rounded()
      let rest = component - high * step
      let low = max(-Self.largest, min(Self.largest, (rest / fine).rounded()))
      levels[place] = Int8(high)
      levels[stride + place] = Int8(low)
      let lost = Double(component) - Double(fine) * Double(Self.ratio * high + low)
      left += lost * lost
    }
    self.levels = levels
    self.stride = stride
    scale = fine
    offset = withExtendedLifetime(rows) {
      Float(zip(unit, rows.mean).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
    }
    error = Float(left.squareRoot() * Self.longestCodes)
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
