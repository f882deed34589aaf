import Descriptors
import Imaging
import Neural

/// Describes a handful of images at once, where preparing the network must not take longer than running it.
struct QueryDescriber {
  let models: ModelStore
  var limits = DecodingLimits()

  /// More images than this go through the network one batch after the other.
  private static let largestBatch = DescriptorExtractor.defaultBatchSize

  /// Vectors of `pictures` by `descriptors`: one list of vectors an image.
  ///
  /// - Parameters:
  ///   - tuned: a trained model whose convolutions take the place of the published ones.
  ///   - timings: is given the stages' times.
  /// - Throws: the reason why a file is no image, or why a model is missing.
  func describe(
    _ pictures: [QueryPicture], by descriptors: [Descriptor], input: NetworkInput, precision: Precision,
    tuned: LearnedModel? = nil, timings: inout SearchTimings
  ) throws -> [[[Float]]] {
    guard !pictures.isEmpty else { return [] }
    var stopwatch = Stopwatch()
    let preparer = ImagePreparer(descriptors, input: input, limits: limits)
    let images = try pictures.map { try $0.prepare(with: preparer) }
    timings.decode += stopwatch.lap()

    let batchSize = min(pictures.count, Self.largestBatch)
    let weights = try models.open(for: descriptors)
    let extractor = try DescriptorExtractor(
      descriptors, input: input, weights: weights.map { tuned?.weights(over: $0) ?? $0 },
      precision: precision, batchSize: batchSize, workload: .brief)
    timings.model += stopwatch.lap()

    var vectors: [[[Float]]] = []
    for start in stride(from: 0, to: images.count, by: batchSize) {
      let places = start..<min(start + batchSize, images.count)
      for (place, result) in zip(places, try extractor.describe(Array(images[places]))) {
        do { vectors.append(try result.get()) } catch {
          throw QueryError(path: pictures[place].path, reason: "\(error)")
        }
      }
    }
    timings.network += stopwatch.lap()
    return vectors
  }
}
