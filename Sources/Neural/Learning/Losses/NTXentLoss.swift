import Glibc

/// Asks each row to find its positives, the rows with its label, among all the others of the batch: the
/// normalised temperature-scaled cross entropy of SimCLR (Chen et al., "A simple framework for contrastive
/// learning of visual representations", 2020, equation 1).
///
/// Where a row has one positive, another view of the same image, it is that; where it has several it is the
/// supervised contrastive loss (Khosla et al., "Supervised contrastive learning", 2020, equation 2, L_out).
/// With `s_ij = x_i · x_j / τ`, P(i) the positives of row i and M the number of rows that have some:
///
///     L = 1/M · Σ_i −1/|P(i)| · Σ_{p ∈ P(i)} ln( exp(s_ip) / Σ_{j ≠ i} exp(s_ij) )
///     ∂L/∂s_ij = 1/M · ( exp(s_ij) / Σ_{k ≠ i} exp(s_ik) − [j ∈ P(i)] / |P(i)| )
///
/// Rows are meant to have unit length, so that `x_i · x_j` is a cosine.
public struct NTXentLoss: Loss {
  private let temperature: Float

  /// A loss over similarities divided by a temperature.
  ///
  /// - Parameter temperature: τ: the lower, the more the nearest negatives count. Both papers take about 0.1.
  public init(temperature: Float = 0.1) {
    precondition(temperature > 0, "a temperature is positive")
    self.temperature = temperature
  }

  /// The loss of embeddings `[N, D]`; rows without a positive are negatives of the others and ask nothing.
  public func callAsFunction(_ outputs: Tensor, _ labels: [Int]) -> LossValue {
    let batch = LabelledRows(outputs, labels)
    let count = batch.count
    let sizes = labels.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    let anchors = (0..<count).filter { sizes[labels[$0], default: 0] > 1 }
    guard !anchors.isEmpty else { return batch.nothingToLearn }

    var slopes = batch.products
    var sum = 0.0
    for row in 0..<count {
      let first = row * count
      let positives = sizes[labels[row], default: 0] - 1
      guard positives > 0 else {
        for index in first..<first + count { slopes[index] = 0 }
        continue
      }
      let others = (0..<count).filter { $0 != row }
      for other in others { slopes[first + other] /= temperature }
      // exp(s − max) never overflows, and the factor cancels out.
      let greatest = others.reduce(-Float.infinity) { max($0, slopes[first + $1]) }
      let logOfSum = log(others.reduce(0) { $0 + Double(expf(slopes[first + $1] - greatest)) })
      for other in others {
        let logChance = slopes[first + other] - greatest - Float(logOfSum)
        var slope = expf(logChance)
        if batch.isSame(row, other) {
          sum -= Double(logChance) / Double(positives)
          slope -= 1 / Float(positives)
        }
        slopes[first + other] = slope / Float(anchors.count)
      }
      slopes[first + row] = 0
    }
    return LossValue(
      value: Float(sum / Double(anchors.count)),
      gradient: batch.gradient(byProducts: slopes, scale: 1 / temperature))
  }
}
