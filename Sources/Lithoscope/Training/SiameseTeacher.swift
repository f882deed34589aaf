/// Who says which images are alike.
public enum SiameseTeacher: Sendable, Equatable {
  /// Images of one class are alike.
  case labels
  /// A table with the columns `a`, `b` and `same`: the judgements of people.
  case pairs(path: String)
  /// Varied copies of one image are alike, and nothing else (SimCLR).
  case augmentation
}
