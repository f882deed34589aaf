/// What made a descriptor's vectors. Vectors are comparable only when their stamps are equal.
public struct DescriptorStamp: Sendable, Hashable {
  /// Components in a vector, at least 1.
  public var dimension: Int
  /// The digest of the model's weights, in hexadecimal; empty for a descriptor without a model.
  public var modelDigest: String
  /// The name and version of the way from pixels to the descriptor's input.
  public var preprocessing: String
  /// The arithmetic: `f32` or `bf16`.
  public var precision: String
  /// The version of the descriptor's own code.
  public var version: Int

  /// A stamp.
  public init(
    dimension: Int, modelDigest: String, preprocessing: String, precision: String, version: Int
  ) {
    self.dimension = dimension
    self.modelDigest = modelDigest
    self.preprocessing = preprocessing
    self.precision = precision
    self.version = version
  }
}
