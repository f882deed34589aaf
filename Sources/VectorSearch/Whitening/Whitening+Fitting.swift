extension Whitening {
  /// Fewer vectors say too little about what a collection has in common: their mean is worth less than the
  /// plain cosine.
  public static let fewestRows = 50
  /// More vectors are not looked at; so many say all there is to say about a few directions.
  public static let mostRows = 50_000

  /// Below this variance a component says nothing: its cosines differ from 1 by less than a float can tell.
  private static let leastVariance = 1e-8

  /// Fits a whitening to rows of a matrix.
  ///
  /// Of more than ``mostRows``, as many are looked at, evenly spaced in the order given: the first, then always
  /// as many further on as the share asks for. The order makes no other difference but that of rounding. A
  /// component that is the same in all rows is left as it is.
  ///
  /// - Parameters:
  ///   - rows: the rows that count, without those that are dead.
  ///   - layout: the components, which make up the whole of a row.
  /// - Returns: nil for fewer than ``fewestRows``, or where all are the same.
  /// - Throws: ``WhiteningError``.
  public init?(
    fittedTo matrix: VectorMatrix, rows: [Int], layout: [ComponentLayout]
  ) throws(WhiteningError) {
    precondition(
      ComponentLayout.isWhole(layout, dimension: matrix.dimension), "the components are the vector")
    guard rows.count >= Self.fewestRows else { return nil }
    var used = rows
    if rows.count > Self.mostRows {
      used = (0..<Self.mostRows).map { rows[$0 * rows.count / Self.mostRows] }
    }
    var components: [Component] = []
    var varies = false
    for part in layout {
      let covariance = try Covariance(of: matrix, columns: part.columns, rows: used)
      var component = Component(layout: part, mean: [Float](repeating: 0, count: part.columns.count))
      if covariance.count >= Self.fewestRows, covariance.trace > Self.leastVariance {
        try component.fit(covariance)
        varies = true
      }
      components.append(component)
    }
    guard varies else { return nil }
    self.init(components: components)
  }
}

extension Whitening.Component {
  fileprivate mutating func fit(_ covariance: Covariance) throws(WhiteningError) {
    mean = covariance.mean.map { Float($0) }
    let trace = covariance.trace
    let leading = try LeadingDirections(
      of: covariance.matrix, dimension: mean.count, trace: trace, above: Whitening.largestShare)
    // Rounding could let one more through where all hold the same; it would be scaled by nothing.
    for (value, vector) in zip(leading.values, leading.vectors).prefix(Whitening.mostDirections) {
      directions += vector.map { Float($0) }
      reductions.append(Float(1 - (Whitening.largestShare * trace / value).squareRoot()))
    }
  }
}
