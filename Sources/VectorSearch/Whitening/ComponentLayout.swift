/// Where one component of a joined vector lies, and how much it counts.
///
/// A joined vector is w₁u₁, w₂u₂, … one after the other, each u a unit vector, all of it scaled to length 1.
public struct ComponentLayout: Sendable, Hashable {
  /// The component's columns in the joined vector.
  public let columns: Range<Int>
  /// Its weight w, above zero.
  public let weight: Float

  /// A component.
  public init(columns: Range<Int>, weight: Float) {
    self.columns = columns
    self.weight = weight
  }

  /// Whether components lie one after the other, each with some columns and a weight, and make up a whole
  /// vector.
  public static func isWhole(_ components: [ComponentLayout], dimension: Int) -> Bool {
    var end = 0
    for component in components {
      guard component.columns.lowerBound == end, !component.columns.isEmpty, component.weight > 0,
        component.weight.isFinite
      else { return false }
      end = component.columns.upperBound
    }
    return end == dimension && end > 0
  }
}
