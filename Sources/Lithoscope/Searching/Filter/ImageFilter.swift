/// Which images of a collection a search is about. An empty filter passes all of them.
///
/// Filters apply before images are ranked: a search for K images finds K if so many pass.
public struct ImageFilter: Sendable {
  /// The classes of which an image must have one; none for any. The empty text stands for images without a class.
  /// Upper and lower case do not count.
  public var labels: [String] = []
  /// What must hold of an image, all of it.
  public var conditions: [FilterCondition] = []
  /// More to know about images, joined by its column `path`, which holds paths relative to the collection's
  /// folder; its other columns are keys for conditions.
  public var table: CSVTable?

  /// A filter; without arguments it passes all images.
  public init(labels: [String] = [], conditions: [FilterCondition] = [], table: CSVTable? = nil) {
    self.labels = labels
    self.conditions = conditions
    self.table = table
  }

  /// Whether every image passes.
  public var isEmpty: Bool { labels.isEmpty && conditions.isEmpty }
}
