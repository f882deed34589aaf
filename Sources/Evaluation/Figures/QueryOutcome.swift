/// How one query was answered.
public struct QueryOutcome: Sendable, Equatable {
  /// The query.
  public let item: Int
  /// The query's class, an index into the task's names.
  public let label: Int
  /// The query's group.
  public let group: Int
  /// Items of the query's class in its database, at least 1.
  public let relevant: Int
  /// Items in its database.
  public let databaseSize: Int
  /// The mean, over the items to find, of the precision at their rank; without interpolation.
  public let averagePrecision: Double
  /// 1 when the first result is of the query's class, otherwise 0.
  public let precisionAt1: Double
  /// The share of the first k results that are of the query's class.
  public let precisionAtK: Double
  /// Precision after ``relevant`` results.
  public let rPrecision: Double
  /// The class that the query's neighbours voted for.
  public let prediction: Int
  /// The first results, most similar first.
  public let hits: [RetrievalHit]

  /// The precision of a database in random order: the share of it that is of the query's class.
  public var chance: Double { Double(relevant) / Double(databaseSize) }
}
