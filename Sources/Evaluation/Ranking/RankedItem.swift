/// An item of a query's database as the ranking sorts it: ascending is the order of the results.
///
/// From the highest bit: 32 that descend with the similarity, 31 of the item, one for whether it is of
/// the query's class.
struct RankedItem {
  let bits: UInt64

  /// - Parameters:
  ///   - similarity: NaN ranks last.
  ///   - relevant: 1 when the item is of the query's class, otherwise 0.
  @inline(__always)
  init(similarity: Float, item: Int, relevant: UInt64) {
    // Zero is added for -0, which is 0 but has other bits.
    let pattern = (similarity + 0).bitPattern
    // Floats in the order of unsigned numbers: negative ones have all bits flipped, others the highest.
    let negative = UInt32(bitPattern: Int32(bitPattern: pattern) >> 31)
    let ascending = pattern ^ (negative | 0x8000_0000)
    let descending = similarity.isNaN ? UInt32.max : ~ascending
    bits = UInt64(descending) << 32 | UInt64(item) << 1 | relevant
  }

  /// 32 bits that descend with the similarity.
  @inline(__always)
  var key: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  @inline(__always)
  var item: Int { Int(UInt32(truncatingIfNeeded: bits) >> 1) }

  @inline(__always)
  var isRelevant: Bool { bits & 1 == 1 }
}
