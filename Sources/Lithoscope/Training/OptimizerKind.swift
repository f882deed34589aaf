import Neural

/// The optimisers that can be asked for by name.
public enum OptimizerKind: String, Sendable, CaseIterable {
  /// Stochastic gradient descent with momentum.
  case sgd
  /// Adam with decoupled weight decay.
  case adamW = "adamw"

  /// The highest learning rate when none is asked for.
  public var usualRate: Float {
    switch self {
    case .sgd: 0.01
    case .adamW: 0.001
    }
  }

  /// A new one.
  func make(weightDecay: Float) -> any Optimizer {
    switch self {
    case .sgd: SGD(weightDecay: weightDecay)
    case .adamW: AdamW(weightDecay: weightDecay)
    }
  }
}
