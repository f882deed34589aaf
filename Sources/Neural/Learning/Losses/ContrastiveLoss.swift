/// Pulls pairs that show the same together, and pushes others apart as far as a margin (Hadsell, Chopra and
/// LeCun, "Dimensionality reduction by learning an invariant mapping", 2006, equation 4), with `d = ‖a − b‖`:
///
///     same:       l = ½·d²                  ∂l/∂a = a − b
///     different:  l = ½·max(0, margin − d)²  ∂l/∂a = −(margin − d)/d · (a − b),  where d < margin
///
/// ∂l/∂b is the same with the other sign. Different rows in one and the same point have no direction to part
/// in, and get no gradient.
public struct ContrastiveLoss: Loss {
  private let margin: Float

  /// A contrastive loss.
  ///
  /// - Parameter margin: The distance beyond which different rows leave each other in peace. Rows of unit length
  ///   are at most 2 apart, and √2 when they have nothing in common; 1 is an angle of 60°.
  public init(margin: Float = 1) {
    precondition(margin > 0, "a margin is positive")
    self.margin = margin
  }

  /// The loss of all pairs of embeddings `[N, D]`: half the mean over those of the same label and half the mean
  /// over the others, of which there are far more. Where all pairs are of one kind, it is their mean.
  public func callAsFunction(_ outputs: Tensor, _ labels: [Int]) -> LossValue {
    let batch = LabelledRows(outputs, labels)
    var pairs: [EmbeddingPair] = []
    for first in 0..<batch.count {
      for second in first + 1..<max(first + 1, batch.count) {
        pairs.append(EmbeddingPair(first: first, second: second, isSame: batch.isSame(first, second)))
      }
    }
    let same = pairs.count(where: \.isSame)
    let isMixed = same > 0 && same < pairs.count
    return loss(
      batch, pairs, sameShare: isMixed ? 0.5 / Float(same) : 1 / Float(pairs.count),
      differentShare: isMixed ? 0.5 / Float(pairs.count - same) : 1 / Float(pairs.count))
  }

  /// The mean loss of some pairs of embeddings `[N, D]`.
  ///
  /// - Precondition: Pairs name rows of the batch.
  public func callAsFunction(_ outputs: Tensor, pairs: [EmbeddingPair]) -> LossValue {
    let rows = LabelledRows(outputs, [Int](repeating: 0, count: outputs.shape[0]))
    precondition(
      pairs.allSatisfy { 0..<rows.count ~= $0.first && 0..<rows.count ~= $0.second },
      "pairs name rows of the batch")
    let share = 1 / Float(pairs.count)
    return loss(rows, pairs, sameShare: share, differentShare: share)
  }

  private func loss(
    _ rows: LabelledRows, _ pairs: [EmbeddingPair], sameShare: Float, differentShare: Float
  ) -> LossValue {
    guard !pairs.isEmpty else { return rows.nothingToLearn }
    // The derivative by d²: 1/2 for the same, −(margin − d)/(2·d) for others.
    var slopes = [Float](repeating: 0, count: rows.count * rows.count)
    var sum = 0.0
    rows.outputs.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for pair in pairs {
        let squared = RowArithmetic.squaredDistance(
          start + pair.first * rows.dimension, start + pair.second * rows.dimension, count: rows.dimension)
        let index = pair.first * rows.count + pair.second
        if pair.isSame {
          sum += Double(sameShare * squared / 2)
          slopes[index] += sameShare / 2
        } else {
          let distance = squared.squareRoot()
          let lacking = margin - distance
          guard lacking > 0 else { continue }
          sum += Double(differentShare * lacking * lacking / 2)
          if distance > 0 { slopes[index] -= differentShare * lacking / (2 * distance) }
        }
      }
    }
    return LossValue(value: Float(sum), gradient: rows.gradient(bySquaredDistances: slopes))
  }
}
