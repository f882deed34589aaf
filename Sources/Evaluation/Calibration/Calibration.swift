/// From similarity to the chance that two images share a label.
///
/// Isotonic regression by pooling adjacent violators (Zadrozny and Elkan, "Transforming classifier scores
/// into accurate multiclass probability estimates", KDD 2002) over binned pairs: the only assumption is
/// that more similar images are not less likely to share a label.
public struct Calibration: Sendable, Equatable {
  /// The most points that a calibration has.
  public static let mostPoints = 4096

  /// The curve: similarities ascending, probabilities not descending, from 1 to ``mostPoints`` points.
  public let points: [CalibrationPoint]
  /// The pairs of images that it rests on.
  public let pairs: Int
  /// The pairs among them that share a label.
  public let positives: Int

  /// - Returns: `nil` unless there are 1 to ``mostPoints`` points with finite, strictly ascending
  ///   similarities and probabilities from 0 to 1 that do not descend, and 0 ≤ positives ≤ pairs.
  public init?(points: [CalibrationPoint], pairs: Int, positives: Int) {
    guard (1...Self.mostPoints).contains(points.count), positives >= 0, positives <= pairs else { return nil }
    for point in points {
      guard point.similarity.isFinite, (0...1).contains(point.probability) else { return nil }
    }
    for (point, next) in zip(points, points.dropFirst()) {
      guard point.similarity < next.similarity, point.probability <= next.probability else { return nil }
    }
    self.points = points
    self.pairs = pairs
    self.positives = positives
  }

  /// The share of all pairs that share a label: the chance for two images drawn blindly.
  public var baseRate: Double { pairs == 0 ? 0 : Double(positives) / Double(pairs) }

  /// The chance, from 0 to 1, that two images this similar share a label: linear between the points, and
  /// that of the nearest point outside them. The lowest chance for NaN.
  public func probability(_ similarity: Double) -> Double {
    // The first point that is not below.
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].similarity < similarity { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return points[0].probability }
    guard low < points.count else { return points[points.count - 1].probability }
    let (left, right) = (points[low - 1], points[low])
    let way = (similarity - left.similarity) / (right.similarity - left.similarity)
    return left.probability + way * (right.probability - left.probability)
  }
}
