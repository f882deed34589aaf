/// What an evaluation of one descriptor found.
public struct RetrievalResult: Sendable {
  /// The descriptor.
  public let name: String
  /// The results that precision at k looks at.
  public let k: Int
  /// The figures over all queries.
  public let overall: RetrievalFigures
  /// The figures of each class, in the order of the task's names.
  public let classes: [ClassFigures]
  /// Queries without another item of their class outside their group: they are left out of every figure.
  public let queriesWithoutRelevant: Int
  /// Interpolated precision (the best at this recall or any higher) at recall 0, 0.01 … 1, the mean over
  /// queries: 101 numbers.
  public let precisionRecall: [Double]
  /// `[class of the query][class of its first result]`: counts of queries.
  public let confusion: [[Int]]
  /// The queries measured, in the order of the items.
  public let queries: [QueryOutcome]
  /// What a similarity says about the label; `nil` when it was not asked for or cannot be known, because
  /// all pairs are of one class, or none is, or there are fewer than two groups of queries.
  public let calibration: CalibrationReport?
}
