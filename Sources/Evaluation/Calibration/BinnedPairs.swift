/// Pairs of about the same similarity.
struct BinnedPairs: Sendable, Equatable {
  var similarity: Double
  /// Pairs of different labels.
  var others: Int
  /// Pairs of the same label.
  var same: Int

  var count: Int { others + same }
}
