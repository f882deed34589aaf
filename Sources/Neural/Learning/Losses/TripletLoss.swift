/// Pulls an anchor closer to a positive, a row with its label, than to a negative, a row with another one
/// (Schroff, Kalenichenko and Philbin, "FaceNet", 2015, equation 2):
///
///     L = mean of max(0, ‖a − p‖² − ‖a − n‖² + margin)
///     ∂/∂a = 2·(n − p),  ∂/∂p = 2·(p − a),  ∂/∂n = 2·(a − n),  where the maximum is not 0
///
/// It is meant for rows of unit length, whose squared distance is `2 − 2·cosine`, from 0 to 4. Most triplets of
/// a batch are fulfilled and teach nothing; ``Mining`` says which are formed.
public struct TripletLoss: Loss {
  /// Which triplets are formed of a batch.
  public enum Mining: Sendable {
    /// For each anchor one: its farthest positive and its nearest negative (Hermans, Beyer and Leibe, "In
    /// defense of the triplet loss", 2017, equation 5). The mean is over anchors.
    case batchHard
    /// For each anchor and each of its positives the nearest of the negatives that are farther away than the
    /// positive (FaceNet, section 3.2); where all are nearer, the farthest of them. Gentler than the hardest,
    /// which may all fall into one point at the beginning. The mean is over pairs of anchor and positive.
    case semiHard
  }

  private let margin: Float
  private let mining: Mining

  /// A triplet loss.
  ///
  /// - Parameter margin: By how much the squared distance to the negative should be the greater one; FaceNet
  ///   takes 0.2.
  public init(margin: Float = 0.2, mining: Mining = .batchHard) {
    precondition(margin >= 0, "a margin is not negative")
    self.margin = margin
    self.mining = mining
  }

  /// The loss of embeddings `[N, D]`; an anchor that has no positive or no negative in the batch is left out.
  public func callAsFunction(_ outputs: Tensor, _ labels: [Int]) -> LossValue {
    let batch = LabelledRows(outputs, labels)
    let distances = batch.squaredDistances
    let triplets = (0..<batch.count).flatMap { anchor in
      mine(anchor, batch, distances[anchor * batch.count..<(anchor + 1) * batch.count])
    }
    guard !triplets.isEmpty else { return batch.nothingToLearn }

    var slopes = [Float](repeating: 0, count: batch.count * batch.count)
    let share = 1 / Float(triplets.count)
    var sum = 0.0
    for (anchor, positive, negative) in triplets {
      let row = anchor * batch.count
      let excess = distances[row + positive] - distances[row + negative] + margin
      guard excess > 0 else { continue }
      sum += Double(excess)
      slopes[row + positive] += share
      slopes[row + negative] -= share
    }
    return LossValue(
      value: Float(sum / Double(triplets.count)), gradient: batch.gradient(bySquaredDistances: slopes))
  }

  /// The triplets of one anchor, given its squared distances to all rows.
  private func mine(
    _ anchor: Int, _ batch: LabelledRows, _ distances: ArraySlice<Float>
  ) -> [(anchor: Int, positive: Int, negative: Int)] {
    func distance(_ row: Int) -> Float { distances[distances.startIndex + row] }
    var (positives, negatives): ([Int], [Int]) = ([], [])
    for row in 0..<batch.count where row != anchor {
      if batch.isSame(anchor, row) { positives.append(row) } else { negatives.append(row) }
    }
    guard let nearest = negatives.min(by: { distance($0) < distance($1) }),
      let farthest = negatives.max(by: { distance($0) < distance($1) })
    else { return [] }
    switch mining {
    case .batchHard:
      guard let positive = positives.max(by: { distance($0) < distance($1) }) else { return [] }
      return [(anchor, positive, nearest)]
    case .semiHard:
      return positives.map { positive in
        let beyond = negatives.filter { distance($0) > distance(positive) }
        return (anchor, positive, beyond.min { distance($0) < distance($1) } ?? farthest)
      }
    }
  }
}
