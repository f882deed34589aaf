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
      quality: ValidationQuality(
        score: accuracy, error: Self.standardError(of: accuracy, over: labels.count), loss: Double(loss)),
      metrics: ["accuracy": accuracy])
  }

  /// The standard error of a share of `count` (Agresti & Coull 1998: as if two more had been right and two wrong,
  /// so that all right is not taken for certain).
  static func standardError(of share: Double, over count: Int) -> Double {
    let total = Double(count) + 4
    let shrunk = (share * Double(count) + 2) / total
    return (shrunk * (1 - shrunk) / total).squareRoot()
  }

  /// The class with the highest score of each row; of equals the first.
  static func predictions(_ scores: Tensor) -> [Int] {
    (0..<(scores.shape.first ?? 0)).map { row in
      let values = scores.slice(row)
      return values.indices.max { (values[$0], $1) < (values[$1], $0) }.map { $0 - values.startIndex } ?? 0
    }
  }
}
