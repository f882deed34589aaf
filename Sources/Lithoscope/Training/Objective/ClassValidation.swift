import Neural

/// How well classes are told on images kept for it.
struct ClassValidation {
  /// The class of each image.
  let labels: [Int]
  /// As in training, without the classes' weights.
  let smoothing: Float

  /// Judges class scores `[N, classes]`.
  func callAsFunction(_ scores: Tensor) -> Validation {
    let loss = SoftmaxCrossEntropy(smoothing: smoothing)(scores, labels).value
    let right = zip(Self.predictions(scores), labels).count { $0 == $1 }
    let accuracy = Double(right) / Double(max(1, labels.count))
    return Validation(
      // The accuracy of a few hundred images goes up and down by chance; the loss says more.
      quality: ValidationQuality(score: nil, loss: Double(loss)), metrics: ["accuracy": accuracy])
  }

  /// The class with the highest score of each row; of equals the first.
  static func predictions(_ scores: Tensor) -> [Int] {
    (0..<(scores.shape.first ?? 0)).map { row in
      let values = scores.slice(row)
      return values.indices.max { (values[$0], $1) < (values[$1], $0) }.map { $0 - values.startIndex } ?? 0
    }
  }
}
