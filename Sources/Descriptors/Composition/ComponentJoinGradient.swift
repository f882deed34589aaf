/// What ``ComponentJoin`` did to one image, so that a gradient finds its way back through it.
///
/// Component i becomes yᵢ = (wᵢ/L) · xᵢ/|xᵢ|, where L is the length of all weights with a signal. So, with
/// uᵢ = xᵢ/|xᵢ| and the gradient gᵢ by yᵢ, the gradient by xᵢ is (wᵢ/L) · (gᵢ − uᵢ ⟨uᵢ, gᵢ⟩) / |xᵢ|: what would
/// only make the component longer changes nothing.
struct ComponentJoinGradient {
  private struct Part {
    let columns: Range<Int>
    /// xᵢ/|xᵢ|; empty where the component has no signal.
    let unit: [Float]
    /// wᵢ / (L |xᵢ|)
    let scale: Float
  }

  private let parts: [Part]

  /// - Parameter components: each before it was scaled, with its weight and its columns in the joined vector.
  init(_ components: [(values: ArraySlice<Float>, weight: Double, columns: Range<Int>)]) {
    let squares = components.reduce(0.0) { sum, component in
      component.values.contains { $0 != 0 } ? sum + component.weight * component.weight : sum
    }
    parts = components.map { values, weight, columns in
      let length = values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      guard length > 0 else { return Part(columns: columns, unit: [], scale: 0) }
      // A single component keeps its bits in the join, whatever its weight.
      let share = components.count == 1 ? 1 : weight / squares.squareRoot()
      return Part(
        columns: columns, unit: values.map { Float(Double($0) / length) }, scale: Float(share / length))
    }
  }

  /// The gradient by the component at `place`, before it was scaled.
  ///
  /// - Parameter joined: the gradient by the joined vector.
  func gradient(by place: Int, _ joined: ArraySlice<Float>) -> [Float] {
    let part = parts[place]
    let own = joined[
      (joined.startIndex + part.columns.lowerBound)..<(joined.startIndex + part.columns.upperBound)]
    guard !part.unit.isEmpty else { return [Float](repeating: 0, count: part.columns.count) }
    let along = zip(part.unit, own).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    return zip(part.unit, own).map { unit, gradient in part.scale * (gradient - unit * along) }
  }
}
