/// A descriptor to add to a collection; it has no rows at first.
public struct NewDescriptor: Sendable, Hashable {
  /// The name, such as `vgg16-block4`.
  public var name: String
  /// What will make the vectors.
  public var stamp: DescriptorStamp
  /// The name of the file of vectors, without a folder; no other descriptor's.
  public var vectorFile: String
  /// When it is added, in seconds since 1970.
  public var created: Int64

  /// A descriptor.
  public init(name: String, stamp: DescriptorStamp, vectorFile: String, created: Int64) {
    self.name = name
    self.stamp = stamp
    self.vectorFile = vectorFile
    self.created = created
  }
}
