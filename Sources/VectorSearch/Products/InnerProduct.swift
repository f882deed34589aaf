/// The inner product of 32-bit float vectors, at the speed of memory.
///
/// The order of summation depends on the dimension alone: component `i` goes to lane `i % 16`, the lanes
/// are folded in halves, and the components behind the last multiple of 16 follow one by one. So a pair
/// of vectors has the same product bit for bit in every build of this code, wherever the row lies and
/// however many threads run. Multiplication and addition stay separate: fused ones round differently,
/// and not every processor has them.
enum InnerProduct {
  private typealias Lanes = SIMD16<Float>
  private static let width = Lanes.scalarCount

  /// The product of `query` and one row.
  @inline(__always)
  static func one(
    _ query: UnsafePointer<Float>, _ row: UnsafePointer<Float>, dimension: Int
  ) -> Float {
    var sums = Lanes.zero
    let whole = dimension & ~(width - 1)
    var index = 0
    while index < whole {
      sums += load(query, index) * load(row, index)
      index += width
    }
    return finish(sums, query, row, whole, dimension)
  }

  /// The products of `query` and two rows: each load of the query serves both, and the two chains of
  /// additions keep the processor busy while memory delivers.
  @inline(__always)
  static func two(
    _ query: UnsafePointer<Float>, _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
    dimension: Int
  ) -> (Float, Float) {
    var firstSums = Lanes.zero
    var secondSums = Lanes.zero
    let whole = dimension & ~(width - 1)
    var index = 0
    while index < whole {
      let lanes = load(query, index)
      firstSums += lanes * load(first, index)
      secondSums += lanes * load(second, index)
      index += width
    }
    return (
      finish(firstSums, query, first, whole, dimension),
      finish(secondSums, query, second, whole, dimension)
    )
  }

  @inline(__always)
  private static func load(_ vector: UnsafePointer<Float>, _ index: Int) -> Lanes {
    // Rows of odd dimensions are aligned to a float only.
    UnsafeRawPointer(vector + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func finish(
    _ sums: Lanes, _ query: UnsafePointer<Float>, _ row: UnsafePointer<Float>, _ whole: Int,
    _ dimension: Int
  ) -> Float {
    let eight = sums.lowHalf + sums.highHalf
    let four = eight.lowHalf + eight.highHalf
    let pair = four.lowHalf + four.highHalf
    var product = pair.x + pair.y
    for index in whole..<dimension { product += query[index] * row[index] }
    return product
  }
}
