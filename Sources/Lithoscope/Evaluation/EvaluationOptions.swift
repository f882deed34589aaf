import Descriptors

/// What to evaluate, and how.
public struct EvaluationOptions: Sendable {
  /// The descriptors to evaluate beside the baseline; none for all of the collection.
  public var descriptors: [Descriptor] = []
  /// A classifier: each descriptor is also evaluated within the classes that it takes the queries for.
  public var classifier: LearnedModel?
  /// A table with the columns `path`, `label` and perhaps `group`; nil takes the folders' names for labels.
  public var labels: String?
  /// A regular expression on the relative path that gives each image its group.
  public var grouping: String?
  /// How many images are queries, drawn at random; nil for all.
  public var queries: Int?
  /// What the draw, the intervals and the folds start from.
  public var seed: UInt64 = 0
  /// How many results precision at k looks at, at least 1.
  public var k = 8

  /// The defaults.
  public init() {}
}
