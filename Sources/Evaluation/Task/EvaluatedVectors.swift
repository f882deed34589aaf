/// One descriptor's vectors: the similarity of two items is the sum of their parts' inner products, each
/// multiplied with its share.
///
/// `similarity(a, b) = Σ share · ⟨part[a], part[b]⟩`: a cosine when every part is of unit length and the
/// shares add up to 1.
public struct EvaluatedVectors: Sendable {
  /// What the report calls them.
  public let name: String
  /// The parts, each with a row for each item.
  public let parts: [VectorPart]

  /// - Parameters:
  ///   - name: what the report calls them.
  ///   - parts: at least one, all with the same number of items.
  public init(name: String, parts: [VectorPart]) {
    precondition(!parts.isEmpty, "vectors without parts")
    precondition(parts.allSatisfy { $0.rows.count == parts[0].rows.count }, "parts of different items")
    self.name = name
    self.parts = parts
  }

  /// The number of items.
  public var count: Int { parts[0].rows.count }

  /// The similarity of two items.
  public func similarity(_ one: Int, _ other: Int) -> Float {
    var sum: Float = 0
    for part in parts {
      let (left, right) = (part.vector(one), part.vector(other))
      var product: Float = 0
      for component in 0..<part.dimension { product += left[component] * right[component] }
      sum += part.share * product
    }
    return sum
  }
}
