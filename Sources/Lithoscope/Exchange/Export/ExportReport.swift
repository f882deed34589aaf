/// What an export wrote.
public struct ExportReport: Sendable {
  /// The descriptor's name.
  public let descriptor: String
  /// Components of a vector.
  public let dimension: Int
  /// Images written, a row each.
  public let images: Int
  /// Images of the collection that have no vector of the descriptor, and are not there.
  public let lacking: Int
  /// Whether the vectors were imported, so that indexing cannot make those that are lacking.
  public let areImported: Bool
  /// Whether the vectors are those that searches compare.
  public let compared: Bool
  /// The vectors.
  public let vectors: String
  /// The table of the images, where it is a file of its own.
  public let table: String?
  /// What made the vectors.
  public let origin: String
}
