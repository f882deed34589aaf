/// A part of a descriptor: what it is computed from, how much it counts and where it lies in the vector.
public struct DescriptorComponent: Sendable, Hashable {
  /// What it is computed from.
  public let source: DescriptorSource
  /// What it is multiplied by, once it has length one; in ``weights``. Its share of a similarity goes with the
  /// square.
  public let weight: Double
  /// Its columns in the joined vector.
  public let columns: Range<Int>

  /// Weights that can be given: beyond, a component is nothing or all.
  public static let weights = 0.01...100.0

  /// The name, without the weight, such as `vgg16-block4` or `lbp`.
  public var name: String { source.name }
  /// Numbers in it.
  public var dimension: Int { source.dimension }
}
