import COneDNN

/// Similarities of a block of items to all items, by matrix products on the calling thread.
///
/// Each thread has a product of its own rather than all a share in one: they never wait for each other, and
/// a similarity does not depend on the number of threads.
final class SimilarityProduct {
  /// Items that are asked about at once, at most.
  let blockSize: Int

  private let vectors: EvaluatedVectors
  private let block: OwnedFloats
  private let queries: OwnedFloats
  private let tile: OwnedFloats

  /// Similarities in a block, at most, when it has more than one row: 32 MiB of them.
  private static let mostSimilarities = 1 << 23
  /// Rows beyond which a product is not faster.
  private static let mostRows = 512
  /// Items whose vectors are multiplied, and if need be gathered, at a time.
  private static let tileSize = 4096

  init(_ vectors: EvaluatedVectors, mostSimilarities: Int = mostSimilarities) {
    self.vectors = vectors
    let count = vectors.count
    blockSize = Self.blockSize(items: count, mostSimilarities: mostSimilarities)
    let dimension = vectors.parts.map(\.dimension).max() ?? 0
    block = OwnedFloats(count: blockSize * count)
    queries = OwnedFloats(count: blockSize * dimension)
    let gathers = vectors.parts.contains { !$0.isConsecutive(0..<count) }
    tile = OwnedFloats(count: gathers ? min(Self.tileSize, count) * dimension : 0)
  }

  /// Items that are asked about at once when there are so many to compare them with.
  static func blockSize(items: Int, mostSimilarities: Int = mostSimilarities) -> Int {
    max(1, min(mostSimilarities / max(1, items), mostRows, items))
  }

  /// The similarities of the n-th of the items last computed: one for each item, those before the first
  /// column asked for meaningless. Valid until the next call of ``compute(_:from:)``.
  func row(_ n: Int) -> UnsafePointer<Float> { UnsafePointer(block.start + n * vectors.count) }

  /// Computes the similarities of items to all items from `first` on.
  ///
  /// - Parameter items: at most ``blockSize``.
  func compute(_ items: ArraySlice<Int>, from first: Int = 0) throws(EvaluationError) {
    precondition(items.count <= blockSize, "more items than a block holds")
    // OpenMP keeps the number for each calling thread apart.
    litho_set_threads(1)
    for (number, part) in vectors.parts.enumerated() {
      part.gather(items, into: queries.start)
      var start = first
      while start < vectors.count {
        let columns = start..<min(start + Self.tileSize, vectors.count)
        try multiply(rows: items.count, columns, of: part, adding: number > 0)
        start = columns.upperBound
      }
    }
  }

  /// `block[rows × columns] = share · queries · partᵀ`, added to what is there for all parts but the first.
  private func multiply(
    rows: Int, _ columns: Range<Int>, of part: VectorPart, adding: Bool
  ) throws(EvaluationError) {
    let consecutive = part.isConsecutive(columns)
    if !consecutive { part.gather(columns, into: tile.start) }
    let right = consecutive ? part.vector(columns.lowerBound) : UnsafePointer(tile.start)
    let status = dnnl_sgemm(
      CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")), dnnl_dim_t(rows), dnnl_dim_t(columns.count),
      dnnl_dim_t(part.dimension), part.share, queries.start, dnnl_dim_t(part.dimension), right,
      dnnl_dim_t(consecutive ? part.rowStride : part.dimension), adding ? 1 : 0,
      block.start + columns.lowerBound, dnnl_dim_t(vectors.count))
    guard status == dnnl_success else {
      throw .productFailed(status: String(cString: dnnl_status2str(status)))
    }
  }
}
