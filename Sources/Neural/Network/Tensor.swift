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

  /// Maps `[N, C, H, W]` as rows `[N, H·W·C]`: rows of places, the channels of a place together, which is how
  /// Keras' `Flatten` orders them and what its dense layers take. Other shapes stay as they are.
  public var channelsLast: Tensor {
    guard shape.count == 4 else { return self }
    let (channels, area) = (shape[1], shape[2] * shape[3])
    let flat = [Float](unsafeUninitializedCapacity: values.count) { flat, count in
      values.withUnsafeBufferPointer { values in
        for image in 0..<shape[0] {
          let first = image * area * channels
          for place in 0..<area {
            for channel in 0..<channels {
              flat[first + place * channels + channel] = values[first + channel * area + place]
            }
          }
        }
      }
      count = values.count
    }
    return Tensor(shape: [shape[0], area * channels], values: flat)
  }
}
