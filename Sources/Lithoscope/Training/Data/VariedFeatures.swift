import Descriptors
import Imaging
import Neural
import VectorSearch

/// The features of varied copies of images: the network runs once more over each copy, and the head then learns
/// from what stays the same in all of them.
struct VariedFeatures {
  let source: ImageBatchSource
  let base: Descriptor
  let extractor: DescriptorExtractor
  let seed: UInt64

  /// Images that are read at a time.
  private static let together = 32

  /// Describes copies.
  ///
  /// - Parameter observe: told how many are described; false stops.
  /// - Returns: a matrix with a row for each image, for each copy; nil when the observer stopped it.
  /// - Throws: ``TrainingProblem``, or the network's error.
  func copies(_ count: Int, of images: Int, observe: (_ done: Int, _ total: Int) -> Bool) throws
    -> [VectorMatrix]?
  {
    var copies: [VectorMatrix] = []
    for copy in 0..<count {
      let values = try copyValues(copy, of: images) { observe(copy * images + $0, count * images) }
      guard let values else { return nil }
      copies.append(try VectorMatrix(components: values, dimension: base.dimension))
    }
    return copies
  }

  private func copyValues(_ copy: Int, of images: Int, observe: (_ done: Int) -> Bool) throws -> [Float]? {
    var random = SeededRandom(seed: seed, stream: copy)
    var values: [Float] = []
    values.reserveCapacity(images * base.dimension)
    for first in stride(from: 0, to: images, by: Self.together) {
      var plan = BatchPlan()
      for image in first..<min(first + Self.together, images) {
        plan.append(image, view: random.next(), label: 0)
      }
      for (result, image) in zip(try extractor.describe(source.load(plan)), plan.images) {
        do { values += try result.get()[0] } catch {
          throw TrainingProblem.imageLost(path: source.paths[image], reason: "\(error)")
        }
      }
      guard observe(first + plan.images.count) else { return nil }
    }
    return values
  }
}
