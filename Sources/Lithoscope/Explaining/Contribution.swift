/// What one component of a descriptor brings to a similarity.
public struct Contribution: Sendable, Hashable {
  /// The component's name, such as `lbp` or `vgg16-block4`.
  public let component: String
  /// The component's share of the whole, w²/Σw², 0…1.
  public let weight: Double
  /// The cosine of the two images by this component alone, −1…1; nil where one of them has nothing to compare.
  public let cosine: Double?
  /// What it adds to the similarity; all components together add up to it.
  ///
  /// For a query of one image it is the weight times the cosine, unless a component of one of the two is
  /// without signal: then the others count for more. A query put together from several images holds its
  /// components in other proportions, and it is those that count.
  public let value: Double

  /// The value as text with four decimals.
  public var text: String { DecimalText.fixed(value, places: 4) }
  /// The cosine as text with four decimals, or a dash.
  public var cosineText: String { cosine.map { DecimalText.fixed($0, places: 4) } ?? "–" }
}
