import Neural

/// Runs the head of a trained model: from the base's vectors to its own, and to class scores. One head serves one
/// thread.
final class LearnedHead {
  /// What comes of one vector.
  struct Answer {
    /// The model's unit vector; nil where all its numbers are zero, or some are not finite.
    let vector: [Float]?
    /// A classifier's scores, one for each class; what a Siamese network puts out.
    let scores: [Float]
  }

  private let shape: HeadShape
  private let scaling: FeatureScaling
  /// The layers up to the vector.
  private let body: Head
  /// Those from there to the class scores, if there are any.
  private let top: Head?

  /// - Parameter threads: of the matrix products.
  /// - Throws: `NetworkError` when memory is short.
  init(_ model: LearnedModel, threads: Int = Processor.coreCount) throws {
    shape = model.shape
    let weights = Weights(tensors: model.tensors)
    scaling = try FeatureScaling(weights: weights)
    let layers = model.headLayers
    body = try Head(
      inputs: shape.features, layers: Array(layers[..<shape.bodyCount]), weights: weights, threads: threads)
    top =
      shape.bodyCount == layers.count
      ? nil
      : try Head(
        inputs: body.outputs, layers: Array(layers[shape.bodyCount...]), weights: weights, threads: threads)
  }

  /// Runs the head.
  ///
  /// - Parameter vectors: the base's unit vectors.
  /// - Throws: ``HeadError`` for vectors of another dimension.
  func run(_ vectors: [[Float]]) throws -> [Answer] {
    guard let first = vectors.first else { return [] }
    guard vectors.allSatisfy({ $0.count == shape.features }) else {
      throw HeadError.wrongFeatures(shape: [vectors.count, first.count], inputs: shape.features)
    }
    var features = Tensor(shape: [vectors.count, shape.features], values: Array(vectors.joined()))
    scaling.apply(&features)
    let hidden = try body.forward(features)
    let scores = try top?.forward(hidden) ?? hidden
    return vectors.indices.map { row in
      let scores = scores.slice(row)
      return Answer(
        vector: UnitLength.scaled(shape.readsScores ? Self.centred(scores) : Array(hidden.slice(row))),
        scores: Array(scores))
    }
  }

  /// Scores less their mean: only their differences mean anything.
  private static func centred(_ scores: ArraySlice<Float>) -> [Float] {
    let mean = scores.reduce(0, +) / Float(scores.count)
    return scores.map { $0 - mean }
  }
}
