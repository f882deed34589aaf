import Descriptors
import Imaging

/// The answer to a query.
public struct SearchResult: Sendable {
  /// The query as it was given; of several images the first.
  public let query: String
  /// The query's path in the collection, when it is a member: it is not among the matches then.
  public let member: String?
  /// The descriptor by which images were compared.
  public let descriptor: Descriptor
  /// The number of images that were compared: those that pass the filter, without the query's own.
  public let searched: Int
  /// The most similar images, best first; equal similarities are ordered by path.
  public let matches: [Match]
  /// Where the time went.
  public let timings: SearchTimings

  /// The query's other images as they were given.
  public internal(set) var others: [String] = []
  /// The images that the results should not look like, as they were given.
  public internal(set) var excluded: [String] = []
  /// The part of the query that was meant, in pixels of the upright image; nil for all of it.
  public internal(set) var region: PixelRectangle?
  /// How many neighbours the query was to be expanded by.
  public internal(set) var expansion = 0
  /// The classes within which the search looked, as a classifier saw the query; nil for all images.
  public internal(set) var within: PredictedClasses?
  /// What the similarities mean; nil before an evaluation of the collection, and for queries of another kind
  /// than those of evaluations.
  public internal(set) var scores: CalibratedScores?
  /// What each component brings to each match; nil where it was not asked for.
  public internal(set) var explanation: SearchExplanation?

  /// By what the collection was searched.
  public internal(set) var index = SearchedIndex.exact
  /// Why the collection's index was not used, a sentence with the remedy; nil where it was, or there is none. The
  /// search was exact then.
  public internal(set) var indexProblem: String?

  /// All images of the query as they were given.
  public var queries: [String] { [query] + others }
}
