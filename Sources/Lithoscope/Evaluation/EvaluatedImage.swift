import Catalog

/// An image that takes part in an evaluation.
public struct EvaluatedImage: Sendable {
  /// Path relative to the collection's folder.
  public let path: String
  /// Its class.
  public let label: String
  /// Its group; nil when it is a group of its own.
  public let group: String?

  let record: ImageRecord
}
