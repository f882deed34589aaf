import Glibc
import Neural

/// What each place of a layer's map brings to the map's pooled vector: one vector a place, whose mean is the
/// pooled vector.
///
/// With the average these are the map's own values, as in Stylianou, Souvenir & Pless, “Visualizing deep
/// similarity networks” (2019). With the other poolings the pooled value of a channel goes to the places in
/// proportion to what they add inside of it: xᵖ for a generalised mean, (x − μ)² for a deviation, and all of it to
/// the places of the maximum.
public struct PlaceFeatures: Sendable {
  /// Columns of the map.
  public let width: Int
  /// Rows of the map.
  public let height: Int
  /// Numbers a place.
  public let channels: Int
  /// `[height, width, channels]`.
  public let values: [Float]

  /// Number of places.
  public var count: Int { width * height }

  /// The vector of a place, counted row by row.
  public func place(_ index: Int) -> ArraySlice<Float> {
    values[index * channels..<(index + 1) * channels]
  }

  /// The pooled vector, not at length 1.
  public var pooled: [Double] {
    var sums = [Double](repeating: 0, count: channels)
    for place in 0..<count {
      for channel in 0..<channels { sums[channel] += Double(values[place * channels + channel]) }
    }
    return sums.map { $0 / Double(count) }
  }

  /// Shares out a map `[1, C, H, W]` of one image; nil where it is not pooled over the image.
  public init?(_ map: Tensor, pooling: Pooling) {
    guard map.shape.count == 4, map.shape[0] == 1, pooling != .none else { return nil }
    let (channels, places) = (map.shape[1], map.shape[2] * map.shape[3])
    var values = [Float](repeating: 0, count: channels * places)
    for channel in 0..<channels {
      let plane = map.values[channel * places..<(channel + 1) * places].map { Double($0) }
      for (place, value) in Self.shared(plane, pooling).enumerated() {
        values[place * channels + channel] = Float(value)
      }
    }
    (width, height) = (map.shape[3], map.shape[2])
    self.channels = channels
    self.values = values
  }

  /// One channel: as many numbers as places, with the pooled value for their mean.
  private static func shared(_ plane: [Double], _ pooling: Pooling) -> [Double] {
    let count = Double(plane.count)
    func sharing(_ pooled: Double, by parts: [Double]) -> [Double] {
      let sum = parts.reduce(0, +)
      return sum > 0 ? parts.map { pooled * count * $0 / sum } : parts.map { _ in 0 }
    }
    switch pooling {
    case .average, .none: return plane
    case .maximum:
      let most = plane.max() ?? 0
      return sharing(most, by: plane.map { $0 == most ? 1 : 0 })
    case .deviation:
      let mean = plane.reduce(0, +) / count
      let squares = plane.map { ($0 - mean) * ($0 - mean) }
      return sharing((squares.reduce(0, +) / count).squareRoot(), by: squares)
    case .generalizedMean(let exponent):
      // Relative to the largest: powers of large exponents would overflow.
      let most = plane.max() ?? 0
      guard most > 0 else { return plane.map { _ in 0 } }
      let powers = plane.map { pow($0 / most, Double(exponent)) }
      return sharing(most * pow(powers.reduce(0, +) / count, 1 / Double(exponent)), by: powers)
    }
  }
}
