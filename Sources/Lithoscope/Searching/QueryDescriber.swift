import Descriptors
import Imaging
import Neural

/// Describes a handful of image files at once, where preparing the network must not take longer than
/// running it.
struct QueryDescriber {
  let models: ModelStore

  /// Vectors of `paths` by `descriptors`: one list of vectors an image.
  ///
  /// - Parameter timings: is given the stages' times.
  /// - Throws: the reason why a file is no image, or why a model is missing.
  func describe(
    _ paths: [String], by descriptors: [Descriptor], preprocessing: Preprocessing, precision: Precision,
    timings: inout SearchTimings
  ) throws -> [[[Float]]] {
    var stopwatch = Stopwatch()
    let preparer = ImagePreparer(descriptors, preprocessing: preprocessing)
    let images = try paths.map { try Self.prepare($0, with: preparer) }
    timings.decode = stopwatch.lap()

    let extractor = try DescriptorExtractor(
      descriptors, preprocessing: preprocessing, weights: models.open(for: descriptors),
      precision: precision, batchSize: images.count, workload: .brief)
    timings.model = stopwatch.lap()

    let vectors = try zip(paths, extractor.describe(images)).map { path, result in
      do { return try result.get() } catch { throw QueryError(path: path, reason: "\(error)") }
    }
    timings.network = stopwatch.lap()
    return vectors
  }

  /// Reads and decodes one image file.
  ///
  /// - Throws: ``QueryError``.
  static func prepare(_ path: String, with preparer: ImagePreparer) throws(QueryError) -> PreparedImage {
    do {
      guard let file = try ImageFile(at: path) else { throw ImageFileError.notAnImage }
      return try file.prepare(with: preparer)
    } catch {
      throw QueryError(path: path, reason: "\(error)")
    }
  }
}
