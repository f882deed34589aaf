import Descriptors
import Imaging

/// Says of image files what a trained classifier takes them for.
///
/// ```swift
/// let classifier = try ImageClassifier(LearnedModel.read("granites.safetensors"))
/// for candidate in try classifier.classify(["unknown.jpg"])[0].classes {
///   print(candidate.probability, candidate.label)
/// }
/// ```
public struct ImageClassifier: Sendable {
  /// The classifier.
  public let model: LearnedModel
  private let models: ModelStore

  /// - Parameter models: where pretrained weights come from.
  /// - Throws: `LearnedModelError.noClassifier` for a Siamese network.
  public init(_ model: LearnedModel, models: ModelStore = .standard()) throws {
    guard model.kind == .classifier else { throw LearnedModelError.noClassifier(name: model.name) }
    self.model = model
    self.models = models
  }

  /// Classifies images, each by itself.
  ///
  /// - Parameters:
  ///   - images: files.
  ///   - region: the part of the first image that is meant.
  /// - Throws: ``QueryError`` when a file cannot be described, ``ModelError`` when the weights are missing.
  public func classify(_ images: [String], region: QueryRegion? = nil) throws -> [ClassPrediction] {
    var timings = SearchTimings()
    return try classify(images, region: region, limits: DecodingLimits(), timings: &timings)
  }

  /// The same; `timings` is given the stages' times.
  func classify(
    _ images: [String], region: QueryRegion?, limits: DecodingLimits, timings: inout SearchTimings
  ) throws -> [ClassPrediction] {
    let pictures = try images.enumerated().map { place, path in
      guard place == 0, let region else { return QueryPicture(path: path) }
      return try QueryPicture(path: path, region: region, limits: limits)
    }
    let vectors = try QueryDescriber(models: models, limits: limits).describe(
      pictures, by: [model.base], input: model.input, precision: .f32, tuned: model, timings: &timings)
    return try ClassPredictor(model).predictions(ofVectors: vectors.map { $0[0] })
  }
}
