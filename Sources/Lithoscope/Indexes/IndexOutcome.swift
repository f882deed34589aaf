import VectorSearch

/// How the vectors of one descriptor are searched after an indexing run.
public struct IndexOutcome: Sendable, Hashable {
  /// The descriptor's name.
  public let descriptor: String
  /// The kind of index.
  public let kind: IndexKind
  /// Whether this run built it, or extended it.
  public let wasBuilt: Bool
  /// How long that took, the measurement of its recall included; 0 where it was there.
  public let seconds: Double
  /// The share of the true ten nearest neighbours that it finds, 0…1.
  public let recall: Double
  /// How hard it looks for that; nil for exact search.
  public let effort: Int?
  /// The bytes of its files.
  public let bytes: Int64
}
