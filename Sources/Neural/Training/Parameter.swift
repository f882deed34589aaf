/// Numbers that training changes: a kernel or a bias, with the gradient of the loss by each of them.
///
/// A backward pass adds to the gradient, so that several passes may make one step; an ``Optimizer`` uses it and
/// ``clearGradient()`` sets it to zero.
public final class Parameter {
  /// `<layer>/kernel` or `<layer>/bias`, as in ``WeightTensor``.
  public let name: String
  /// HWIO for a convolution's kernel, `[inputs, outputs]` for a dense layer's, `[outputs]` for a bias.
  public let shape: [Int]
  /// Counted up whenever the values have changed: whoever keeps a transformed copy makes it anew.
  public private(set) var version = 0

  private let valueBuffer: AlignedBuffer
  private let gradientBuffer: AlignedBuffer

  /// A parameter that starts from a tensor of weights, its gradient zero.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much memory.
  public init(_ tensor: WeightTensor) throws {
    name = tensor.name
    shape = tensor.shape
    valueBuffer = try AlignedBuffer(floatCount: tensor.count)
    gradientBuffer = try AlignedBuffer(floatCount: tensor.count)
    tensor.withUnsafeFloats { values in
      if let start = values.baseAddress { valueBuffer.floats.update(from: start, count: values.count) }
    }
  }

  /// How many numbers there are.
  public var count: Int { shape.reduce(1, *) }

  /// Whether weight decay pulls it towards zero: kernels, not biases.
  public var decays: Bool { shape.count > 1 }

  /// The values as they are now.
  public var tensor: WeightTensor {
    WeightTensor(name: name, shape: shape, values: withUnsafeValues { Array($0) })
  }

  /// Calls `body` with the values; the pointer is valid only inside.
  public func withUnsafeValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows
    -> Result
  {
    try body(UnsafeBufferPointer(start: valueBuffer.floats, count: count))
  }

  /// Calls `body` with the gradient; the pointer is valid only inside.
  public func withUnsafeGradient<Result>(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Result)
    rethrows
    -> Result
  {
    try body(UnsafeMutableBufferPointer(start: gradientBuffer.floats, count: count))
  }

  /// Changes the values with the gradient at hand; the pointers are valid only inside `body`.
  public func update<Result>(
    _ body: (_ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>) throws ->
      Result
  ) rethrows -> Result {
    defer { version += 1 }
    return try body(
      UnsafeMutableBufferPointer(start: valueBuffer.floats, count: count),
      UnsafeBufferPointer(start: gradientBuffer.floats, count: count))
  }

  /// Takes the values of a tensor of the same shape, such as a checkpoint's.
  ///
  /// - Precondition: the shapes are equal.
  public func assign(_ tensor: WeightTensor) {
    precondition(tensor.shape == shape, "\(tensor.shape) does not fill \(name) \(shape)")
    update { values, _ in
      tensor.withUnsafeFloats { source in
        for index in values.indices { values[index] = source[index] }
      }
    }
  }

  /// Sets the gradient to zero.
  public func clearGradient() {
    // Threads get ranges that do not overlap, and all have finished before the buffer may go.
    nonisolated(unsafe) let gradient = gradientBuffer.floats
    ParameterSlices.forEach(of: count) { range in
      (gradient + range.lowerBound).update(repeating: 0, count: range.count)
    }
  }
}
