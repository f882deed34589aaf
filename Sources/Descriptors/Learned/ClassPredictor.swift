import Neural

/// Says which classes images may be of, by a trained classifier. One predictor serves one thread.
public final class ClassPredictor {
  /// The classifier.
  public let model: LearnedModel
  private let head: LearnedHead

  /// - Throws: ``LearnedModelError/noClassifier(name:)`` for a Siamese network; the system's refusal of memory.
  public init(_ model: LearnedModel) throws {
    guard model.kind == .classifier else { throw LearnedModelError.noClassifier(name: model.name) }
    self.model = model
    head = try LearnedHead(model)
  }

  /// The class scores of images that ``LearnedModel/base`` has described, by the model's own convolutions where
  /// these were fine-tuned.
  ///
  /// - Parameter vectors: unit vectors of the base's dimension.
  /// - Returns: for each the scores of the model's classes, in their order.
  /// - Throws: the engine's error.
  public func scores(ofVectors vectors: [[Float]]) throws -> [[Float]] { try head.run(vectors).map(\.scores) }

  /// The same as probabilities.
  ///
  /// - Throws: ``LearnedModelError/unsound(what:)`` when the scores overflow, which those of a trained head do not.
  public func predictions(ofVectors vectors: [[Float]]) throws -> [ClassPrediction] {
    try scores(ofVectors: vectors).map { scores in
      guard scores.allSatisfy(\.isFinite) else {
        throw LearnedModelError.unsound(what: "the class scores of \(model.name) are not finite")
      }
      return ClassPrediction(scores: scores, labels: model.classes, temperature: model.temperature)
    }
  }

  /// What images may be of.
  ///
  /// - Parameters:
  ///   - images: prepared for ``LearnedModel/base`` with ``LearnedModel/input``.
  ///   - extractor: made by ``extractor(weights:precision:workload:threads:)``.
  /// - Returns: for each a prediction, or why there is none.
  /// - Throws: the network's error, when nothing could be computed at all.
  public func predictions(of images: [PreparedImage], with extractor: DescriptorExtractor) throws
    -> [Result<ClassPrediction, DescriptorError>]
  {
    try extractor.describe(images).map { described in
      switch described {
      case .failure(let error): .failure(error)
      case .success(let vectors): .success(try predictions(ofVectors: vectors)[0])
      }
    }
  }

  /// What describes images by the model's base, with its fine-tuned convolutions.
  ///
  /// - Parameter weights: VGG16's, at least the layers the base needs; nil when it needs none.
  /// - Throws: ``DescriptorError/weightsMissing(descriptor:model:)``.
  public func extractor(
    weights: Weights?, precision: Precision = .f32, workload: Workload = .sustained,
    threads: Int = Processor.coreCount
  ) throws -> DescriptorExtractor {
    try DescriptorExtractor(
      [model.base], input: model.input, weights: weights.map(model.weights(over:)), precision: precision,
      workload: workload, threads: threads)
  }
}
