/// One result of a search: a row of the index and how similar it is to the query.
public struct Neighbor: Sendable, Hashable {
  /// The row's number in the index, from 0.
  public let row: Int
  /// The cosine similarity to the query, in −1…1 up to rounding: an identical vector may get 1.0000001.
  public let similarity: Float

  /// A neighbour.
  public init(row: Int, similarity: Float) {
    self.row = row
    self.similarity = similarity
  }
}
