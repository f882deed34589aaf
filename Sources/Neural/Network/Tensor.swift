/// Numbers with a shape: 32-bit floats in row-major order.
public struct Tensor: Sendable, Equatable {
  /// Sizes, outermost first, such as `[N, C, H, W]`.
  public let shape: [Int]
  /// The values, row-major; as many as the product of `shape`.
  public var values: [Float]

  /// Gives `values` a shape.
  ///
  /// - Precondition: there are as many values as the shape says.
  public init(shape: [Int], values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill \(shape)")
    self.shape = shape
    self.values = values
  }

  /// The slice at `index` of the outermost axis, such as one image of a batch.
  public func slice(_ index: Int) -> ArraySlice<Float> {
    let size = shape.dropFirst().reduce(1, *)
    return values[index * size..<(index + 1) * size]
  }
}
