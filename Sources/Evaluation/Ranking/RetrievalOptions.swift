/// How an evaluation is made.
public struct RetrievalOptions: Sendable {
  /// The results looked at for precision at k.
  public var k: Int
  /// The neighbours that vote for a query's class.
  public var voters: Int
  /// Resamplings for the intervals; 0 for none, which makes them as narrow as their value.
  public var bootstrapSamples: Int
  /// What the resampling and the folds are drawn from.
  public var seed: UInt64
  /// Threads that work; `nil` for one on each core.
  public var threads: Int?
  /// Whether similarities are calibrated.
  public var calibrates: Bool
  /// First results kept for each query; `nil` for k.
  public var keptHits: Int?

  /// - Parameters:
  ///   - k: the results looked at for precision at k, at least 1.
  ///   - voters: the neighbours that vote for a query's class, at least 1.
  public init(
    k: Int = 8, voters: Int = 8, bootstrapSamples: Int = 1000, seed: UInt64 = 0, threads: Int? = nil,
    calibrates: Bool = true, keptHits: Int? = nil
  ) {
    precondition(k >= 1 && voters >= 1 && bootstrapSamples >= 0, "counts below their least")
    self.k = k
    self.voters = voters
    self.bootstrapSamples = bootstrapSamples
    self.seed = seed
    self.threads = threads
    self.calibrates = calibrates
    self.keptHits = keptHits
  }
}
