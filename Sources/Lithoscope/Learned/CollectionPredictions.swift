import Catalog
import Descriptors
import Foundation
import Synchronization
import VectorSearch

/// Asks a classifier what the images of a collection are of: from stored vectors where the collection has those of
/// the model's base, and else by describing the files once more.
struct CollectionPredictions {
  let open: OpenCollection
  let model: LearnedModel
  /// Told how many images are classified; false stops.
  let observe: (_ done: Int, _ total: Int) -> Bool

  /// Stored vectors that go through the head at once.
  private static let rowsAtOnce = 256
  /// Files that are decoded before the network looks at them: a few batches.
  private static let filesAtOnce = 32

  private var collection: ImageCollection { open.collection }

  /// What contents are of.
  ///
  /// - Parameter images: each content once.
  /// - Returns: predictions by content, without those of files that cannot be described any more; nil when it was
  ///   stopped.
  /// - Throws: `LearnedModelError.noClassifier`, ``ModelError``, the network's error.
  func run(_ images: [ImageRecord]) throws -> [ContentDigest: ClassPrediction]? {
    let predictor = try ClassPredictor(model)
    let stored = try open.read { reader -> (matrix: VectorMatrix, rows: [ContentDigest: Int])? in
      guard let base = try BaseVectors.member(for: model, reader) else { return nil }
      let rows = try reader.rows(of: base.record.id)
      guard images.allSatisfy({ rows[$0.digest] != nil }) else { return nil }
      return (try open.matrix(base.record), rows)
    }
    guard let stored else { return try describe(images, predictor) }
    return try inPieces(images, of: Self.rowsAtOnce) { piece in
      let vectors = piece.compactMap { stored.rows[$0.digest] }.map { stored.matrix.row($0) }
      return try predictor.predictions(ofVectors: vectors)
    }
  }

  private func describe(_ images: [ImageRecord], _ predictor: ClassPredictor) throws
    -> [ContentDigest: ClassPrediction]?
  {
    let preparer = ImagePreparer(
      [model.base], input: model.input, limits: try collection.decodingLimits(open.catalog))
    let extractor = try predictor.extractor(weights: collection.models.open(for: [model.base]))
    let folder = collection.layout.images
    return try inPieces(images, of: Self.filesAtOnce) { piece in
      let prepared = Mutex([PreparedImage?](repeating: nil, count: piece.count))
      DispatchQueue.concurrentPerform(iterations: piece.count) { place in
        let picture = QueryPicture(path: "\(folder)/\(piece[place].path)")
        let image = try? picture.prepare(with: preparer)
        prepared.withLock { $0[place] = image }
      }
      let images = prepared.withLock { $0 }
      var answers = try predictor.predictions(of: images.compactMap(\.self), with: extractor)[...]
      return images.map { $0 == nil ? nil : try? answers.removeFirst().get() }
    }
  }

  private func inPieces(
    _ images: [ImageRecord], of size: Int, _ predict: ([ImageRecord]) throws -> [ClassPrediction?]
  ) throws -> [ContentDigest: ClassPrediction]? {
    var found: [ContentDigest: ClassPrediction] = [:]
    for start in stride(from: 0, to: images.count, by: size) {
      let piece = Array(images[start..<min(start + size, images.count)])
      for (image, prediction) in zip(piece, try predict(piece)) { found[image.digest] = prediction }
      guard observe(start + piece.count, images.count) else { return nil }
    }
    return found
  }
}
