/// What the similarities of a search's results mean, where an evaluation has found it out.
///
/// Evaluations ask with one whole image, so this is for such searches only: the sum of several images, a
/// part of one, or a query that was moved towards its neighbours has other similarities; and within classes that
/// a classifier has chosen, other results.
public struct CalibratedScores: Sendable, Equatable {
  /// A best result with a smaller chance is no good match: it is more likely wrong than right.
  public static let goodChance = 0.5

  /// What the evaluation found.
  public let stored: StoredCalibration

  /// The scores of a result; nil where the query was not one whole image among all.
  init?(_ stored: StoredCalibration, for result: SearchResult) {
    guard result.others.isEmpty, result.excluded.isEmpty, result.region == nil, result.expansion == 0,
      result.within == nil
    else {
      return nil
    }
    self.stored = stored
  }

  /// The chance, 0…1, that a result has the query's label.
  public func chance(of match: Match) -> Double { stored.calibration.probability(Double(match.similarity)) }

  /// Whether not even the best of some results, best first, is likely right.
  public func haveNoGoodMatch(_ matches: [Match]) -> Bool {
    matches.first.map { chance(of: $0) < Self.goodChance } ?? true
  }
}
