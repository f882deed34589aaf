import Imaging
import Lithoscope

/// Where results agree with the part of the query that was meant.
extension ServedCollection {
  /// The part of each result that is most like the query's.
  ///
  /// - Parameter region: the query's part, and of how large an image.
  func agreements(
    _ answer: SessionAnswer, _ finder: QueryVectors,
    region: (pixels: PixelRectangle, of: (width: Int, height: Int))?
  ) async throws -> [SearchAnswer.Agreement?] {
    answer.places.map { _ in nil }
  }
}
