/// Centres features and brings them to a common size: over the training set each gets mean 0, and all together
/// variance 1 (LeCun et al., "Efficient BackProp", 1998, section 4.3):
///
///     y = (x − mean) · scale,   scale = 1 / √(mean of the features' variances)
///     ∂L/∂x = ∂L/∂y · scale
///
/// The scale is the same for all: features are parts of unit vectors whose distances mean something, and giving
/// each variance 1 would blow up those that hardly vary, such as colours that nearly no image has. On the tiles
/// that cost a Siamese network .0014 of P@8.
public struct FeatureScaling: Sendable, Equatable {
  /// Of each feature over the rows it was fitted on.
  public let mean: [Float]
  /// What the difference from the mean is multiplied by, positive.
  public let scale: [Float]

  private static let meanName = "features/mean"
  private static let scaleName = "features/scale"

  /// Fits a scaling to features `[N, D]`, of the training set alone.
  ///
  /// - Precondition: There is at least one row, and all features are finite.
  public init(fitting features: Tensor) {
    precondition(
      features.shape.count >= 2 && features.shape[0] > 0, "features are [N, D] with at least one row")
    let rows = features.shape[0]
    let count = features.values.count / rows
    var means = [Double](repeating: 0, count: count)
    var variances = means
    features.values.withUnsafeBufferPointer { values in
      for row in 0..<rows {
        for column in 0..<count { means[column] += Double(values[row * count + column]) }
      }
      for column in 0..<count { means[column] /= Double(rows) }
      for row in 0..<rows {
        for column in 0..<count {
          let difference = Double(values[row * count + column]) - means[column]
          variances[column] += difference * difference
        }
      }
    }
    let variance = variances.reduce(0, +) / Double(rows * max(1, count))
    mean = means.map(Float.init)
    // Where nothing varies, as in a single row, features are only centred.
    scale = [Float](repeating: variance > 0 ? Float(1 / variance.squareRoot()) : 1, count: count)
  }

  /// A scaling that was fitted before: `features/mean` and `features/scale`, each `[D]`.
  ///
  /// - Throws: ``WeightsError`` when one is missing or they differ in shape.
  public init(weights: Weights) throws {
    let (mean, scale) = (
      try weights.tensor(named: Self.meanName), try weights.tensor(named: Self.scaleName)
    )
    for tensor in [mean, scale] where tensor.shape != [mean.count] {
      throw WeightsError.wrongShape(
        tensor: tensor.name, expected: [mean.count], found: tensor.shape, origin: weights.origin)
    }
    self.mean = mean.withUnsafeFloats { Array($0) }
    self.scale = scale.withUnsafeFloats { Array($0) }
  }

  /// What ``init(weights:)`` reads.
  public var tensors: [WeightTensor] {
    [
      WeightTensor(name: Self.meanName, shape: [mean.count], values: mean),
      WeightTensor(name: Self.scaleName, shape: [scale.count], values: scale),
    ]
  }

  /// Scales features `[N, D]` in place.
  ///
  /// - Precondition: There are as many features as the scaling was fitted on.
  public func apply(_ features: inout Tensor) {
    forEach(&features) { value, column in value = (value - mean[column]) * scale[column] }
  }

  /// Turns the gradient by the scaled features, `[N, D]`, into that by the features, in place.
  public func applyToGradient(_ gradient: inout Tensor) {
    forEach(&gradient) { value, column in value *= scale[column] }
  }

  private func forEach(_ tensor: inout Tensor, _ body: (inout Float, _ column: Int) -> Void) {
    let count = mean.count
    precondition(
      tensor.values.count == (tensor.shape.first ?? 0) * count,
      "\(tensor.shape) is not rows of \(count) features")
    tensor.values.withUnsafeMutableBufferPointer { values in
      for first in stride(from: 0, to: values.count, by: max(1, count)) {
        for column in 0..<count { body(&values[first + column], column) }
      }
    }
  }
}
