/// A point of a calibration's curve.
public struct CalibrationPoint: Sendable, Equatable {
  /// The similarity.
  public let similarity: Double
  /// The chance, from 0 to 1, that two images this similar share a label.
  public let probability: Double

  /// A point of the curve.
  public init(similarity: Double, probability: Double) {
    self.similarity = similarity
    self.probability = probability
  }
}
