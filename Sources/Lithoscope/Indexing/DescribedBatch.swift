import Catalog

/// What one step of an indexing run has found out and is ready to be kept.
struct DescribedBatch: Sendable {
  /// Vectors of one descriptor, one after the other, and the contents they belong to.
  struct Vectors: Sendable {
    var digests: [ContentDigest] = []
    var values: [Float] = []
  }

  var contents: [ContentRecord] = []
  /// One entry for each descriptor of the collection, in its order.
  var vectors: [Vectors]
  var images: [ImageEntry] = []
  var failures: [FailureRecord] = []
  var removals: [RelativePath] = []

  init(descriptorCount: Int) {
    vectors = [Vectors](repeating: Vectors(), count: descriptorCount)
  }

  /// Whether nothing was found out.
  var isEmpty: Bool {
    contents.isEmpty && images.isEmpty && failures.isEmpty && removals.isEmpty
      && vectors.allSatisfy(\.digests.isEmpty)
  }

  /// Joins what another step has found out: it is kept in the same transaction.
  mutating func append(_ other: DescribedBatch) {
    contents += other.contents
    images += other.images
    failures += other.failures
    removals += other.removals
    for index in vectors.indices {
      vectors[index].digests += other.vectors[index].digests
      vectors[index].values += other.vectors[index].values
    }
  }
}
