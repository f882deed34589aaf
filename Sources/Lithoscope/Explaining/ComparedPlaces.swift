import Descriptors
import VectorSearch

/// The places of one image as they enter a comparison: centred and reduced where vectors are whitened.
///
/// After Stylianou, Souvenir & Pless, “Visualizing deep similarity networks” (WACV 2019): an image's component is
/// the mean of its places' vectors, but for its length, and so its inner product with another vector is a sum over
/// places. Whitening centres and reduces before it brings to length 1, which is affine and so can be done to each
/// place.
struct ComparedPlaces {
  /// A component with its places.
  private struct Part {
    let columns: Range<Int>
    let width: Int
    let height: Int
    /// One vector a place; their sum has the direction of the image's component.
    let vectors: [[Float]]
    /// Length of that sum.
    let length: Double
  }

  private let parts: [Part]

  /// - Parameters:
  ///   - places: of ``PlaceExtractor/components``, in their order.
  ///   - components: the same.
  init(_ places: [PlaceFeatures], components: [Int], of descriptor: Descriptor, whitening: Whitening?) {
    parts = zip(places, components).compactMap { features, component in
      let squares = features.pooled.reduce(0) { $0 + $1 * $1 }
      guard squares > 0, squares.isFinite else { return nil }
      let scale = Float(1 / squares.squareRoot())
      let vectors = (0..<features.count).map { place in
        let vector = features.place(place).map { $0 * scale }
        return whitening?.centred(vector, component: component) ?? vector
      }
      var sum = [Double](repeating: 0, count: features.channels)
      for vector in vectors {
        for (channel, value) in vector.enumerated() { sum[channel] += Double(value) }
      }
      return Part(
        columns: descriptor.components[component].columns, width: features.width, height: features.height,
        vectors: vectors, length: sum.reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
  }

  /// What each place adds to the image's similarity with another vector: one map a component, whose sum is the
  /// component's contribution.
  ///
  /// - Parameters:
  ///   - own: the image's whole vector, as it is compared.
  ///   - other: the vector it is compared with.
  func shares(own: [Float], with other: [Float]) -> [PlaceShares] {
    parts.map { part in
      let slice = other[part.columns]
      let length = SearchExplanation.product(own[part.columns], own[part.columns]).squareRoot()
      let scale = part.length > 0 ? length / part.length : 0
      let values = part.vectors.map { SearchExplanation.product($0, slice) * scale }
      return PlaceShares(width: part.width, height: part.height, values: values)
    }
  }
}
