/// A descriptor that the collection has vectors of.
public struct DescriptorRecord: Sendable, Hashable {
  /// Identifies a descriptor of one catalog. Never used twice, not even after a rebuild.
  public struct ID: Sendable, Hashable {
    let value: Int64
  }

  /// What the methods of the catalog ask for.
  public let id: ID
  /// The name, such as `vgg16-block4`; there is one descriptor of each name.
  public let name: String
  /// What made the vectors.
  public let stamp: DescriptorStamp
  /// The name of the file of vectors, without a folder.
  public let vectorFile: String
  /// The rows of that file that count. Whatever lies behind them is left from a crash.
  public let rowCount: Int
  /// When the descriptor was added, in seconds since 1970.
  public let created: Int64
  /// The place in the order of the descriptors; the first one is the collection's default.
  public let ordinal: Int
}
