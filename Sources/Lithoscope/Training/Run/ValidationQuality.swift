/// How good a model is on images that it was not trained on.
struct ValidationQuality: Codable, Equatable {
  /// The figure that counts, the larger the better; nil where there is only a loss.
  let score: Double?
  /// The standard error of the figure: of a few hundred images it goes up and down by so much by chance.
  let error: Double
  /// The mean loss.
  let loss: Double

  /// A loss alone.
  init(loss: Double) { (score, error, self.loss) = (nil, 0, loss) }

  /// A figure with its standard error.
  init(score: Double, error: Double, loss: Double) {
    (self.score, self.error, self.loss) = (score, error, loss)
  }

  private var value: Double { score ?? -loss }

  /// Whether it is better than another one.
  func isBetter(than other: ValidationQuality) -> Bool { value > other.value }

  /// Whether it is not worse than the best by more than one standard error: the rule of Breiman, Friedman, Olshen
  /// & Stone, "Classification and regression trees", 1984, section 3.4.3.
  func isAsGood(as best: ValidationQuality) -> Bool { value >= best.value - best.error }
}
