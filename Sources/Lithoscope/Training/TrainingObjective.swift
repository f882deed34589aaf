/// What a model is to learn.
public enum TrainingObjective: Sendable, Equatable {
  /// The class of an image: softmax cross-entropy.
  case classes(smoothing: Float)
  /// Vectors that are near where images are alike: a Siamese network, whose branches share their weights.
  case likeness(SiameseLoss, SiameseTeacher)

  /// Units of the hidden layer when no number is asked for.
  public var usualUnits: Int {
    switch self {
    case .classes: 512
    case .likeness: 1024
    }
  }

  /// The share of hidden units that a step leaves out when none is asked for.
  public var usualDropout: Float {
    switch self {
    case .classes: 0.3
    case .likeness: 0.5
    }
  }

  /// Whether it needs a label for every image.
  public var needsLabels: Bool {
    switch self {
    case .classes, .likeness(_, .labels): true
    case .likeness: false
    }
  }
}
