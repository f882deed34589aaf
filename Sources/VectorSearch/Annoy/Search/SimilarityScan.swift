/// Scores a set of rows against a query: by the rows of a matrix or, without one, by the vectors in a forest's file.
struct SimilarityScan {
  let file: AnnoyFile
  let matrix: VectorMatrix?

  /// The `k` most similar of a set of rows, with those that tie with the last when `includingTies`.
  ///
  /// - Parameters:
  ///   - words: the set, one bit a row, none beyond the file's items.
  ///   - query: a unit vector.
  func nearest(_ words: [UInt64], _ query: [Float], k: Int, includingTies: Bool) -> [Neighbor] {
    let rows = Self.rows(words)
    let similarities: [Float] = withExtendedLifetime((file, matrix)) {
      query.withUnsafeBufferPointer { query in
        query.baseAddress.map { self.similarities(of: rows, $0) } ?? []
      }
    }
    // Rows are in rising order, so that the order among the places is that among the rows.
    return NearestRows.among(similarities, k: k, includingTies: includingTies)
      .map { Neighbor(row: Int(rows[$0.row]), similarity: $0.similarity) }
  }

  private func similarities(of rows: [Int32], _ query: UnsafePointer<Float>) -> [Float] {
    [Float](unsafeUninitializedCapacity: rows.count) { output, initialized in
      let dimension = file.layout.dimension
      if let matrix {
        // Two rows far apart at once keep two of the processor's prefetchers busy, as in ExactIndex.
        let half = rows.count / 2
        for place in 0..<half {
          let first = matrix.base + Int(rows[place]) * dimension
          let second = matrix.base + Int(rows[half + place]) * dimension
          let (one, two) = InnerProduct.two(query, first, second, dimension: dimension)
          output.initializeElement(at: place, to: one)
          output.initializeElement(at: half + place, to: two)
        }
        for place in 2 * half..<rows.count {
          let row = matrix.base + Int(rows[place]) * dimension
          output.initializeElement(at: place, to: InnerProduct.one(query, row, dimension: dimension))
        }
      } else {
        for place in rows.indices {
          output.initializeElement(at: place, to: cosine(of: Int(rows[place]), query, dimension))
        }
      }
      initialized = rows.count
    }
  }

  /// The cosine of an item's own vector and a unit query: NaN for a hole, 0 for a vector of zeros, as in Annoy.
  private func cosine(of item: Int, _ query: UnsafePointer<Float>, _ dimension: Int) -> Float {
    guard file.descendants(of: item) == 1 else { return .nan }
    let vector = file.vector(of: item)
    // The length in the file is not believed: the vector may have been altered, or the length.
    let (product, square) = InnerProduct.two(vector, query, vector, dimension: dimension)
    if square == 0 { return 0 }
    // A square beyond the range of Float would make every product a zero.
    return square.isFinite ? product / square.squareRoot() : .nan
  }

  /// The rows of a set in rising order.
  private static func rows(_ words: [UInt64]) -> [Int32] {
    let count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    return [Int32](unsafeUninitializedCapacity: count) { rows, initialized in
      for (index, word) in words.enumerated() {
        var rest = word
        while rest != 0 {
          rows.initializeElement(at: initialized, to: Int32(index * 64 + rest.trailingZeroBitCount))
          initialized += 1
          rest &= rest - 1
        }
      }
    }
  }
}
