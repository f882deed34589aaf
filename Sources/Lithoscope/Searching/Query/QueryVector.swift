import VectorSearch

/// The vector that a collection is searched with, made from those of several images.
public enum QueryVector {
  /// How much of the mean unwanted vector is taken away from the mean wanted one: the γ of Rocchio, “Relevance
  /// feedback in information retrieval” (1971), with α = 1 for what is wanted. At a half, an unwanted image turns
  /// the query away from what it alone shows and leaves what it shares with the wanted ones.
  public static let unwantedShare = 0.5

  /// The exponent by which a neighbour's weight falls with its similarity: α = 3 in Radenović, Tolias & Chum,
  /// “Fine-tuning CNN image retrieval with no human annotation” (2018), section 5.
  public static let expansionExponent = 3

  /// Shorter than this, before it is scaled to length 1, a vector is the rounding of zero.
  private static let shortest = 1e-6

  /// q = mean(wanted) − γ · mean(unwanted), at length 1 (Rocchio, 1971).
  ///
  /// - Parameters:
  ///   - wanted: unit vectors, at least one.
  ///   - unwanted: unit vectors of the same dimension.
  /// - Throws: ``SearchRequestError/nothingLeft``, or `VectorError` for vectors that are none.
  public static func combining(_ wanted: [[Float]], without unwanted: [[Float]] = []) throws -> [Float] {
    precondition(!wanted.isEmpty, "a query has at least one image")
    if wanted.count == 1, unwanted.isEmpty { return wanted[0] }
    let weights =
      wanted.map { _ in 1 / Double(wanted.count) }
      + unwanted.map { _ in -unwantedShare / Double(unwanted.count) }
    return try unitSum(wanted + unwanted, weights)
  }

  /// The query with its nearest neighbours added, each weighed by its similarity³, at length 1: α query
  /// expansion (Radenović et al., 2018). The query itself has weight 1, neighbours of no or negative similarity 0.
  ///
  /// - Parameter neighbours: unit vectors, with their similarities to the query.
  /// - Throws: as ``combining(_:without:)``.
  public static func expanding(_ query: [Float], by neighbours: [(vector: [Float], similarity: Float)]) throws
    -> [Float]
  {
    let weights = neighbours.map { neighbour in
      (0..<expansionExponent).reduce(1.0) { power, _ in power * Double(max(0, neighbour.similarity)) }
    }
    return try unitSum([UnitVector.normalized(query)] + neighbours.map(\.vector), [1] + weights)
  }

  private static func unitSum(_ vectors: [[Float]], _ weights: [Double]) throws -> [Float] {
    var sum = [Double](repeating: 0, count: vectors[0].count)
    for (vector, weight) in zip(vectors, weights) {
      precondition(vector.count == sum.count, "vectors of one descriptor are equally long")
      for place in sum.indices { sum[place] += weight * Double(vector[place]) }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > shortest || !length.isFinite else { throw SearchRequestError.nothingLeft }
    return try UnitVector.normalized(sum.map { Float($0) })
  }
}
