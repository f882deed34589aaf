/// The duplicates in a collection.
public struct DuplicateReport: Sendable {
  /// Pictures that are nearly the same, directly or by way of others.
  public struct Near: Sendable {
    /// One file of each content, by path; files with the same bytes are among the exact duplicates.
    public let paths: [String]
    /// The similarity of the least similar pair that links them.
    public let similarity: Float

    /// The similarity rounded to the four decimals in which it is shown.
    public var roundedSimilarity: Double { (Double(similarity) * 10_000).rounded() / 10_000 }
    /// The similarity as text with four decimals.
    public var similarityText: String { DecimalText.fixed(roundedSimilarity, places: 4) }
  }

  /// The images' folder.
  public let folder: String
  /// The images that were looked at.
  public let images: Int
  /// Similarity from which two pictures are near duplicates.
  public let threshold: Float
  /// Files with the same bytes, each group by path.
  public let exact: [[String]]
  /// Groups of near duplicates.
  public let near: [Near]
  /// Whether all were found: of very many pairs only the first are kept.
  public let isComplete: Bool
  /// How long it took.
  public let seconds: Double
}
