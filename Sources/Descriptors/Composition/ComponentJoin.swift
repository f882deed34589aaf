/// Joins the components of a descriptor to one unit vector.
///
/// A component without signal, all of whose numbers are zero, stays zero, and the others are scaled up to length
/// one: such an image is compared by what there is to see in it. (A black image has a colour and a texture,
/// though the network may be silent about it.) Its similarity to others is at most the share of what it has.
enum ComponentJoin {
  /// The joined vector, or nil where no component has a signal.
  ///
  /// - Parameter parts: the components in their order, each a unit vector or all zeros, with its weight.
  static func joined(_ parts: [(values: [Float], weight: Double)]) -> [Float]? {
    let squares = parts.reduce(0) { $1.values.contains { $0 != 0 } ? $0 + $1.weight * $1.weight : $0 }
    guard squares > 0 else { return nil }
    // Alone, a component keeps its bits.
    if parts.count == 1 { return parts[0].values }
    let length = squares.squareRoot()
    return parts.flatMap { part in
      let scale = Float(part.weight / length)
      return part.values.map { $0 * scale }
    }
  }
}
