/// The answer to a request, and where its images are in the snapshot that gave it.
public struct SessionAnswer: Sendable {
  /// The answer as ``ImageCollection/search(_:)`` would give it; its timings are those of the search alone.
  public var result: SearchResult
  /// The place in the snapshot of each match, in their order.
  public let places: [Int]
  /// The vector that the matches were compared with: of length 1, whitened where the descriptor is.
  let vector: [Float]
}
