import Descriptors
import VectorSearch

/// Why the results of a search are similar to its query: what each component of the descriptor brings.
public struct SearchExplanation: Sendable {
  /// For each match, in their order, the components in the descriptor's order.
  public let contributions: [[Contribution]]

  /// The vector that was compared with the matches'.
  let query: [Float]
  /// The vector of the query's first image, or of the part of it that was meant: the one that is shown.
  let shownQuery: [Float]
  /// The matches' vectors, as they were compared.
  let matches: [[Float]]
  /// What all these went through; nil where they are raw.
  let whitening: Whitening?
  /// How the network saw the images.
  let input: NetworkInput

  /// Explains by the vectors that were compared.
  init(
    _ descriptor: Descriptor, query: [Float], shownQuery: [Float], matches: [[Float]], whitening: Whitening?,
    input: NetworkInput
  ) {
    contributions = matches.map { Self.contributions(descriptor, query, $0) }
    self.query = query
    self.shownQuery = shownQuery
    self.matches = matches
    self.whitening = whitening
    self.input = input
  }

  /// The parts of the similarity of two joined vectors, both of length 1.
  static func contributions(_ descriptor: Descriptor, _ query: [Float], _ match: [Float]) -> [Contribution] {
    let squares = descriptor.components.reduce(0) { $0 + $1.weight * $1.weight }
    return descriptor.components.map { component in
      let (one, other) = (query[component.columns], match[component.columns])
      let product = Self.product(one, other)
      let lengths = (Self.product(one, one) * Self.product(other, other)).squareRoot()
      return Contribution(
        component: component.name, weight: component.weight * component.weight / squares,
        cosine: lengths > 0 ? min(1, max(-1, product / lengths)) : nil, value: product)
    }
  }

  /// The inner product in double precision.
  static func product(_ one: some Sequence<Float>, _ other: some Sequence<Float>) -> Double {
    zip(one, other).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
