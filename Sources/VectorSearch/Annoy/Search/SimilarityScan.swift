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
      if let matrix {
        return products(rows, matrix.base, stride: matrix.dimension, query, squares: nil)
      }
      return cosines(rows, query)
    }
    var best = NearestRows(k: k, includingTies: includingTies)
    for (row, similarity) in zip(rows, similarities) { best.offer(Int(row), similarity) }
    return best.found()
  }

  /// The cosines of items' own vectors and a unit query: NaN for a hole, 0 for a vector of zeros, as in Annoy.
  private func cosines(_ items: [Int32], _ query: [Float]) -> [Float] {
    // The length in the file is not believed: the vector may have been altered, or the length.
    var squares = [Float](repeating: 0, count: items.count)
    var cosines = squares.withUnsafeMutableBufferPointer {
      products(items, file.vector(of: 0), stride: file.layout.nodeWords, query, squares: $0.baseAddress)
    }
    for place in items.indices {
      if file.descendants(of: Int(items[place])) != 1 || !squares[place].isFinite {
        cosines[place] = .nan
      } else {
        cosines[place] = squares[place] == 0 ? 0 : cosines[place] / squares[place].squareRoot()
      }
    }
    return cosines
  }

  private func products(
    _ rows: [Int32], _ base: UnsafePointer<Float>, stride: Int, _ query: [Float],
    squares: UnsafeMutablePointer<Float>?
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: rows.count) { output, initialized in
      query.withUnsafeBufferPointer { query in
        rows.withUnsafeBufferPointer { numbers in
          guard let products = output.baseAddress, let numbers = numbers.baseAddress,
            let query = query.baseAddress
          else { return }
          FloatRows.products(
            query, base, stride: stride, dimension: file.layout.dimension, numbers: numbers,
            count: rows.count,
            into: products, squares: squares)
          initialized = rows.count
        }
      }
    }
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
