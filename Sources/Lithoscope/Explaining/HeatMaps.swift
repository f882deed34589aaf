import Descriptors
import Imaging

/// Pictures of a search's results with the places marked that make them similar, by all of the descriptor's
/// components that the network computes and pools over the image.
struct HeatMaps {
  /// One match beside the query.
  struct Pair {
    /// The query, with the places marked that agree with the match; nil where it cannot be read.
    let query: PixelBuffer?
    /// The match, with the places marked that agree with the query; nil where it cannot be read.
    let match: PixelBuffer?
  }

  /// One for each match, in their order.
  let pairs: [Pair]

  /// An image as it is shown, and as the network is to see it; nil where it cannot be read.
  typealias Shown = (picture: PixelBuffer?, prepared: PreparedImage?)

  /// Runs the network once over the query and once over each match.
  ///
  /// - Parameters:
  ///   - extractor: for the result's descriptor, at the input of the collection.
  ///   - match: reads the match at an index.
  /// - Throws: the network's error. An image that cannot be read leaves an empty place.
  init(
    _ explanation: SearchExplanation, of descriptor: Descriptor, extractor: PlaceExtractor, query: Shown,
    match: (Int) -> Shown
  ) throws {
    func places(_ image: PreparedImage?) throws -> ComparedPlaces? {
      try image.map {
        ComparedPlaces(
          try extractor.places(of: $0), components: extractor.components, of: descriptor,
          whitening: explanation.whitening)
      }
    }
    let queryPlaces = try places(query.prepared)
    pairs = try explanation.matches.enumerated().map { index, vector in
      let shown = match(index)
      let toMatch = queryPlaces?.shares(own: explanation.shownQuery, with: vector)
      let toQuery = try places(shown.prepared)?.shares(own: vector, with: explanation.query)
      return Pair(
        query: Self.drawn(toMatch, on: query.picture), match: Self.drawn(toQuery, on: shown.picture))
    }
  }

  /// Pixels that add more than so many others have the brightest colour: a single spot shall not dim all the rest.
  private static let brightest = 0.98

  /// A picture under its heat: what adds most has the brightest colour, and what adds nothing or takes away the
  /// darkest.
  private static func drawn(_ shares: [PlaceShares]?, on picture: PixelBuffer?) -> PixelBuffer? {
    guard let picture, let shares else { return nil }
    guard let sum = PlaceShares.together(shares) else { return picture }
    let fine = sum.resampled(toWidth: picture.width, height: picture.height)
    let sorted = fine.values.sorted()
    let most = max(sorted[Int(Double(sorted.count - 1) * Self.brightest)], sorted[sorted.count - 1] / 2)
    guard most > 0 else { return HeatOverlay.drawn(fine.values.map { _ in 0 }, on: picture) }
    return HeatOverlay.drawn(fine.values.map { Float(min(1, max(0, $0) / most)) }, on: picture)
  }
}
