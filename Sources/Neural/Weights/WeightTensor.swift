/// One named array of float32 numbers of a network: a kernel or a bias.
///
/// The names are `<layer>/kernel` and `<layer>/bias`, the layouts are Keras' own:
///
/// - a convolution's kernel is `[height, width, input channels, output channels]` (HWIO),
/// - a dense layer's kernel is `[inputs, outputs]`,
/// - a bias is `[outputs]`.
public struct WeightTensor: Sendable {
  /// `<layer>/kernel` or `<layer>/bias`.
  public let name: String
  /// The dimensions, slowest first (row-major).
  public let shape: [Int]
  private let storage: Storage

  private enum Storage: Sendable {
    case array([Float])
    case mapped(MappedFile, byteOffset: Int)
  }

  /// A tensor in memory.
  ///
  /// - Precondition: the product of `shape` is the number of `values`.
  public init(name: String, shape: [Int], values: [Float]) {
    precondition(
      WeightTensor.elementCount(of: shape) == values.count, "\(name): the shape and the values differ in size"
    )
    self.name = name
    self.shape = shape
    self.storage = .array(values)
  }

  /// A tensor that lies in a mapped file; its bytes must have been checked to lie inside.
  init(name: String, shape: [Int], file: MappedFile, byteOffset: Int) {
    self.name = name
    self.shape = shape
    self.storage = .mapped(file, byteOffset: byteOffset)
  }

  /// The number of float32 values.
  public var count: Int { shape.reduce(1, *) }

  /// The number of bytes, four for each value.
  public var byteCount: Int { count * MemoryLayout<Float>.stride }

  /// Whether all its numbers are: neither infinite nor NaN.
  public var isFinite: Bool {
    withUnsafeFloats { values in
      // The sum of x · 0 is NaN as soon as one x is not finite, and needs no branch for each.
      var sum: Float = 0
      for value in values { sum += value * 0 }
      return sum == 0
    }
  }

  /// Calls `body` with the values, row-major. The pointer is valid only inside `body`.
  public func withUnsafeFloats<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    switch storage {
    case .array(let values):
      return try values.withUnsafeBufferPointer(body)
    case .mapped(let file, let byteOffset):
      return try file.withUnsafeBytes { bytes in
        let part = UnsafeRawBufferPointer(rebasing: bytes[byteOffset..<byteOffset + byteCount])
        return try part.withMemoryRebound(to: Float.self, body)
      }
    }
  }

  /// Calls `body` with the values as little-endian bytes. The pointer is valid only inside `body`.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withUnsafeFloats { try body(UnsafeRawBufferPointer($0)) }
  }

  /// The product of the dimensions; nil when one is negative or the product, in bytes, overflows.
  static func elementCount(of shape: [Int]) -> Int? {
    var count = 1
    for dimension in shape {
      guard dimension >= 0 else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      count = product
    }
    return count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride).overflow ? nil : count
  }
}
