/// What the pictures of an explained search say about themselves.
enum ExplanationText {
  /// About the marked places.
  static let heat =
    "Colour shows what makes the two images similar to the network: yellow places agree with the other image as a "
    + "whole, violet ones do not."
  /// Where the query is more than the image that is shown.
  static let severalImages =
    "Of a query that was put together only its first image is shown, as it agrees with the result; the result's "
    + "colours and the bars are the whole query's."
  /// Where there is nothing to mark.
  static let noHeat =
    "There is no heat map: the descriptor has no layer of the network that is pooled over the image."
  /// About the bars.
  static let bars =
    "A bar is what one component of the descriptor adds to the similarity, of the most that it could (pale); grey "
    + "is taken away."
  /// The meaning of the darkest colour.
  static let cold = "adds nothing to the similarity"
  /// The meaning of the brightest colour.
  static let warm = "adds most in this image"

  /// What is to be said about a result with or without heat, a sentence or two each.
  static func notes(on result: SearchResult, hasHeat: Bool) -> [String] {
    let isCombined = !result.others.isEmpty || !result.excluded.isEmpty || result.expansion > 0
    return hasHeat ? [heat, bars] + (isCombined ? [severalImages] : []) : [noHeat, bars]
  }
}
