/// How good a model is on images that it was not trained on.
struct ValidationQuality: Codable, Equatable, Comparable {
  /// The figure that counts, the larger the better, from 0 to 1; nil where there is only a loss.
  let score: Double?
  /// The mean loss.
  let loss: Double

  /// Better is larger: by the figure, and where that is the same, or missing, by the loss.
  static func < (one: ValidationQuality, other: ValidationQuality) -> Bool {
    (one.score ?? 0, other.loss) < (other.score ?? 0, one.loss)
  }
}
