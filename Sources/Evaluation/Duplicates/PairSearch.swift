/// Searches items for pairs with those that follow them, on one thread.
final class PairSearch {
  /// The pairs of each item searched, item after item within a block.
  private(set) var found: [(item: Int, pairs: [DuplicatePair])] = []

  private let vectors: EvaluatedVectors
  private let product: SimilarityProduct
  private let threshold: Float
  private let limit: Int

  init(_ vectors: EvaluatedVectors, threshold: Float, limit: Int) {
    self.vectors = vectors
    self.threshold = threshold
    self.limit = limit
    product = SimilarityProduct(vectors)
  }

  /// Searches a block and returns the pairs found in it; ends once they exceed the limit.
  func search(_ block: Range<Int>) throws(EvaluationError) -> Int {
    try product.compute(Array(block)[...], from: block.lowerBound)
    var count = 0
    for item in block where count <= limit {
      let pairs = pairs(of: item, product.row(item - block.lowerBound), most: limit - count + 1)
      found.append((item, pairs))
      count += pairs.count
    }
    return count
  }

  /// An item's pairs with those that follow it, `most` of them at most.
  private func pairs(
    of item: Int, _ similarities: UnsafePointer<Float>, most: Int
  ) -> [DuplicatePair] {
    var pairs: [DuplicatePair] = []
    for other in item + 1..<max(vectors.count, item + 1) where similarities[other] >= threshold {
      if pairs.count == most { break }
      pairs.append(DuplicatePair(item, other, similarity: similarities[other]))
    }
    return pairs
  }
}
