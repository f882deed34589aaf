import Descriptors

/// A question to a collection: what the images should look like, and which of them are meant.
///
/// ```swift
/// var request = SearchRequest(["gneiss/07.jpg", "unknown.jpg"], count: 20)
/// request.excluded = ["marble/01.jpg"]
/// request.filter.conditions = [try FilterCondition("date_taken>=2024-05")]
/// let result = try collection.search(request)
/// ```
public struct SearchRequest: Sendable {
  /// What the results should look like, at least one: image files, or paths of members. With several, the query
  /// is the mean of their vectors.
  public var images: [String]
  /// What they should not look like: images of the same two kinds. Half their mean vector is taken away from the
  /// query; see ``QueryVector``.
  public var excluded: [String] = []
  /// The part of the query that is meant; only for a query of one image.
  public var region: QueryRegion?
  /// How many of the nearest images are added to the query before the search proper; 0 for none. See
  /// ``QueryVector``.
  public var expansion = 0
  /// Which images are meant; by default all of them.
  public var filter = ImageFilter()
  /// How many images to find, at least 1; fewer come back where fewer exist.
  public var count: Int
  /// By which descriptor to compare; nil for the collection's first.
  public var descriptor: Descriptor?
  /// A classifier whose guess of the query's class the results have to be of: classify before searching. With
  /// several images of the query, the mean of their probabilities counts. Nil for results of any class.
  public var classifier: LearnedModel?
  /// Whether the answer says what each component of the descriptor brings to each result.
  public var explains = false
  /// Whether all vectors are looked at one by one, whatever index the collection has.
  public var exactly = false
  /// How hard an approximate index looks, at least 1: `ef` of `hnsw`, `search_k` of `annoy`. Nil for the effort at
  /// which it reached the recall that it was built for.
  public var effort: Int?

  /// A request; what is not given leaves the search plain.
  public init(_ images: [String], count: Int = 8, descriptor: Descriptor? = nil) {
    self.images = images
    self.count = count
    self.descriptor = descriptor
  }

  /// Refuses what contradicts itself, before anything is read.
  func check() throws {
    guard count >= 1 else { throw CollectionError.badCount(count) }
    guard !images.isEmpty else { throw SearchRequestError.noImage }
    if let effort, effort < 1 { throw IndexSettingsError.badEffort(effort) }
    guard expansion >= 0 else { throw SearchRequestError.badExpansion(expansion) }
    guard region == nil || images.count == 1 else {
      throw SearchRequestError.regionOfSeveral(images: images.count)
    }
    // By bytes: a disk may hold `é` in two forms, and these are two files.
    if let both = images.first(where: { image in excluded.contains { $0.utf8.elementsEqual(image.utf8) } }) {
      throw SearchRequestError.wantedAndNot(both)
    }
  }
}
