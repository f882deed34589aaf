import Catalog
import Descriptors
import Glibc

/// Asks a classifier what the images of a query are of.
struct QueryClasses {
  let open: OpenCollection
  let model: LearnedModel
  /// By what the query's images were described.
  let chosen: DescriptorSet.Member

  private var collection: ImageCollection { open.collection }

  /// The classes of images of one thing: the mean of their probabilities.
  ///
  /// - Parameter region: the part of the first image that is meant.
  /// - Throws: `LearnedModelError.noClassifier`, ``QueryError``, ``ModelError``.
  func predict(_ images: [QueryImage], region: QueryRegion?, timings: inout SearchTimings) throws
    -> PredictedClasses
  {
    let classifier = try ImageClassifier(model, models: collection.models)
    let predictions: [ClassPrediction]
    if let base = try open.read({ try BaseVectors.member(for: model, $0) }),
      base.record.rowCount > 0
    {
      let described =
        base.record.id == chosen.record.id
        ? images
        : try QueryReader(open: open, chosen: base).read(
          images.map(\.name), region: region, timings: &timings
        ).images
      predictions = try ClassPredictor(model).predictions(ofVectors: described.map(\.vector))
    } else {
      predictions = try classifier.classify(
        images.map(location), region: region, limits: collection.decodingLimits(open.catalog),
        timings: &timings)
    }
    return PredictedClasses(ClassPrediction.mean(of: predictions), by: model)
  }

  /// The file of an image, which may have been named by its path in the collection.
  private func location(of image: QueryImage) -> String {
    guard access(image.name, F_OK) != 0, let member = image.member else { return image.name }
    return "\(collection.layout.images)/\(member)"
  }
}
