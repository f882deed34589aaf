import Glibc
import Neural

/// The temperature that makes a classifier's probabilities honest: class scores are divided by it before the
/// softmax (Guo, Pleiss, Sun & Weinberger, "On calibration of modern neural networks", ICML 2017).
enum TemperatureScaling {
  /// Temperatures that are tried: beyond, probabilities are all or nothing.
  private static let range = (low: 0.05, high: 20.0)
  /// Halvings by the golden section: the range shrinks to a millionth.
  private static let steps = 40

  /// The temperature with the least cross-entropy over images that were not trained on.
  ///
  /// - Parameters:
  ///   - scores: `[N, classes]`.
  ///   - labels: the class of each row.
  static func fit(_ scores: Tensor, _ labels: [Int]) -> Double {
    func loss(_ logarithm: Double) -> Double { crossEntropy(scores, labels, temperature: exp(logarithm)) }
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(range.low), log(range.high))
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (atLeft, atRight) = (loss(left), loss(right))
    for _ in 0..<steps {
      if atLeft < atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - golden * (high - low)
        atLeft = loss(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + golden * (high - low)
        atRight = loss(right)
      }
    }
    return exp((low + high) / 2)
  }

  /// The mean of −ln of the probability of the true class.
  static func crossEntropy(_ scores: Tensor, _ labels: [Int], temperature: Double) -> Double {
    var sum = 0.0
    for (row, label) in labels.enumerated() {
      let values = scores.slice(row).map { Double($0) / temperature }
      let greatest = values.max() ?? 0
      sum += greatest + log(values.reduce(0) { $0 + exp($1 - greatest) }) - values[label]
    }
    return sum / Double(max(1, labels.count))
  }
}
