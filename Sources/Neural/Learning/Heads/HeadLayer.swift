/// A layer of a ``Head``.
public enum HeadLayer: Sendable, Equatable {
  /// Every output is a sum of all inputs with weights of its own, and a bias: `y = x·W + b`.
  case dense(name: String, units: Int)
  /// `max(0, x)` (Nair and Hinton, 2010).
  case relu
  /// In training each number is set to zero with this probability, below 1, and the others are multiplied by
  /// 1 / (1 − p), so that the mean stays (Srivastava et al., "Dropout", 2014); in inference nothing happens.
  case dropout(Float)
  /// Each row divided by its length: an embedding, whose inner products are cosines.
  case unitLength
}
