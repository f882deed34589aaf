/// Sums over two rows, in eight lanes: a compiler may not reorder a sum of floats by itself.
enum RowArithmetic {
  private typealias Lanes = SIMD8<Float>

  /// `Σ aₖ·bₖ`
  static func product(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    sum(a, b, count: count, lanes: { $0 * $1 }, single: { $0 * $1 })
  }

  /// `Σ (aₖ − bₖ)²`, which is exactly 0 for equal rows.
  static func squaredDistance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    sum(
      a, b, count: count,
      lanes: {
        let difference = $0 - $1
        return difference * difference
      },
      single: { ($0 - $1) * ($0 - $1) })
  }

  @inline(__always)
  private static func sum(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int, lanes: (Lanes, Lanes) -> Lanes,
    single: (Float, Float) -> Float
  ) -> Float {
    let width = Lanes.scalarCount
    let (left, right) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var total = Lanes.zero
    var index = 0
    while index + width <= count {
      let offset = index * MemoryLayout<Float>.stride
      total += lanes(
        left.loadUnaligned(fromByteOffset: offset, as: Lanes.self),
        right.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
      index += width
    }
    var rest: Float = 0
    while index < count {
      rest += single(a[index], b[index])
      index += 1
    }
    return total.sum() + rest
  }
}
