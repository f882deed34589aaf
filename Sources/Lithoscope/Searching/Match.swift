/// An image of the collection that resembles the query.
public struct Match: Sendable, Hashable {
  /// Place in the results, from 1.
  public let rank: Int
  /// Path relative to the collection's folder.
  public let path: String
  /// Cosine of the two vectors, −1…1; 1 for identical images.
  public let similarity: Float
  /// The image's class, where the folder has classes.
  public let label: String?

  /// The similarity rounded to the four decimals in which it is shown and compared.
  public var roundedSimilarity: Double { (Double(similarity) * 10_000).rounded() / 10_000 }

  /// The similarity as text with four decimals, such as `0.9731`.
  public var similarityText: String { DecimalText.fixed(roundedSimilarity, places: 4) }
}
