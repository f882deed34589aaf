import Glibc

/// The loss of classification: how surprised the network is by the true class.
///
/// The outputs z are logits, any numbers; softmax makes chances of them, `p_c = exp(z_c) / Σ_k exp(z_k)`, and
/// the loss is their cross entropy with the target t (Bridle, 1990; Goodfellow et al., "Deep Learning", 2016,
/// section 6.2.2.3):
///
///     L = Σ_rows −Σ_c w_c · t_c · ln p_c  /  Σ_rows w_y
///     ∂L/∂z_c = (p_c · Σ_k w_k · t_k − w_c · t_c) / Σ_rows w_y
///
/// Without smoothing t is 1 at the true class y and 0 elsewhere, so that each row counts by the weight of its
/// class; without weights too, `∂L/∂z = (p − t) / N`. Smoothing by ε (Szegedy et al., "Rethinking the Inception
/// architecture", 2016) takes `t = (1 − ε) + ε/D` at the true class and ε/D elsewhere. All as PyTorch's
/// `cross_entropy` has it.
public struct SoftmaxCrossEntropy: Loss {
  private let classWeights: [Float]?
  private let smoothing: Float

  /// A cross entropy.
  ///
  /// - Parameters:
  ///   - classWeights: How much each class counts, positive; more for rare ones. Nil: all the same.
  ///   - smoothing: The share of the target that all classes have in common, from 0 to below 1.
  public init(classWeights: [Float]? = nil, smoothing: Float = 0) {
    precondition(classWeights?.allSatisfy { $0 > 0 && $0.isFinite } ?? true, "class weights are positive")
    precondition((0..<1).contains(smoothing), "smoothing lies from 0 to below 1")
    self.classWeights = classWeights
    self.smoothing = smoothing
  }

  /// The loss of logits `[N, D]` whose rows belong to classes from 0 to below D.
  public func callAsFunction(_ outputs: Tensor, _ labels: [Int]) -> LossValue {
    let batch = LabelledRows(outputs, labels)
    let classes = batch.dimension
    precondition(labels.allSatisfy { $0 < classes }, "each label has an output")
    precondition(classWeights.map { $0.count == classes } ?? true, "each output has a class weight")
    let weights = classWeights ?? [Float](repeating: 1, count: classes)
    let total = labels.reduce(0) { $0 + Double(weights[$1]) }
    guard total > 0 else { return batch.nothingToLearn }

    var gradient = [Float](repeating: 0, count: outputs.values.count)
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      let first = row * classes
      let logits = outputs.values[first..<first + classes]
      // exp(z − max) never overflows, and the factor cancels out.
      let greatest = logits.max() ?? 0
      let logOfSum = logf(logits.reduce(0) { $0 + expf($1 - greatest) })
      var targetSum: Float = 0
      for (number, logit) in logits.enumerated() {
        let target = weights[number] * (smoothing / Float(classes) + (number == label ? 1 - smoothing : 0))
        targetSum += target
        if target > 0 { sum -= Double(target * (logit - greatest - logOfSum)) }
        gradient[first + number] = -target
      }
      for (number, logit) in logits.enumerated() {
        gradient[first + number] += targetSum * expf(logit - greatest - logOfSum)
        gradient[first + number] /= Float(total)
      }
    }
    return LossValue(value: Float(sum / total), gradient: Tensor(shape: outputs.shape, values: gradient))
  }
}
