/// What a model is to learn.
public enum TrainingObjective: Sendable, Equatable {
  /// The class of an image: softmax cross-entropy.
  case classes(smoothing: Float)
  /// Vectors that are near where images are alike: a Siamese network, whose branches share their weights.
  case likeness(SiameseLoss, SiameseTeacher)

  /// Whether it needs a label for every image.
  public var needsLabels: Bool {
    switch self {
    case .classes, .likeness(_, .labels): true
    case .likeness: false
    }
  }
}
