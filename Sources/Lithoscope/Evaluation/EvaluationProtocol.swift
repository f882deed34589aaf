/// How an evaluation was made, in words and in numbers.
public struct EvaluationProtocol: Sendable {
  /// Where the labels come from: `folder`, or the table's path.
  public let labels: String
  /// Where the groups come from: nil when every image is its own group, `group` for the table's column, else
  /// the regular expression.
  public let grouping: String?
  /// The groups with more than one image.
  public let groups: Int
  /// What was drawn, when not every image is a query.
  public let sample: Sample?
  /// The seed of the draw, the intervals and the folds.
  public let seed: UInt64

  /// A random draw of queries.
  public struct Sample: Sendable {
    /// The queries asked for.
    public let queries: Int
    /// What they were drawn from.
    public let images: Int
  }

  /// The protocol in a sentence or two.
  public var sentence: String {
    let label = labels == "folder" ? "the name of its folder" : "given by \(labels)"
    let out =
      grouping.map { source in
        "Each query is compared with all images outside its own group (by "
          + (source == "group" ? "the table's column" : "“\(source)”") + "; \(groups) "
          + (groups == 1 ? "group has" : "groups have") + " several images)"
      } ?? "Each query is compared with all other images (leave one out)"
    let drawn =
      sample.map { "; \($0.queries) queries were drawn from \($0.images) images with seed \(seed)" } ?? ""
    return "An image's label is \(label). \(out)\(drawn)."
  }
}
