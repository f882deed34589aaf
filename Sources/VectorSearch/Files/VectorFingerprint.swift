import Crypto

/// A digest that tells the vectors an index was made from apart from others: of some rows, so that it takes no time
/// whatever their number.
enum VectorFingerprint {
  /// Rows that are looked at, evenly spread, the first and the last among them.
  private static let rows = 32

  /// The SHA-256 of the first `count` rows' number, dimension and a few of themselves.
  static func of(_ matrix: VectorMatrix, rows count: Int) -> [UInt8] {
    var hash = SHA256()
    withUnsafeBytes(of: (count.littleEndian, matrix.dimension.littleEndian)) {
      hash.update(bufferPointer: $0)
    }
    let shown = min(rows, count)
    for place in 0..<shown {
      let row = shown == 1 ? 0 : place * (count - 1) / (shown - 1)
      matrix.withRow(row) { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    return Array(hash.finalize())
  }
}
