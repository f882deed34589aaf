/// What is in a collection.
public struct CollectionStatus: Sendable {
  /// A class and its size.
  public struct Label: Sendable {
    /// The class; nil for images without one.
    public let name: String?
    /// Its images.
    public let images: Int
  }

  /// How a descriptor's vectors are searched.
  public struct Index: Sendable, Hashable {
    /// What was asked for: `auto`, `exact`, `hnsw` or `annoy`.
    public let asked: String
    /// The kind that there is.
    public let kind: String
    /// The rows that it covers, dead ones included; those behind them are searched one by one.
    public let rows: Int
    /// The share of the true ten nearest neighbours that it found when it was built, 0…1.
    public let recall: Double
    /// How hard it looks for that; nil for exact search.
    public let effort: Int?
    /// The bytes of its files.
    public let bytes: Int64
  }

  /// A descriptor and what made its vectors.
  public struct DescriptorStatus: Sendable {
    /// Its name.
    public let name: String
    /// Components of a vector.
    public let dimension: Int
    /// Vectors stored.
    public let vectors: Int
    /// Digest of the weights; nil where no network is needed.
    public let modelDigest: String?
    /// What the vectors are made of, such as `rgb-histogram+vgg16-block4:2@whitened`: the name, unless that is a
    /// preset's.
    public let composition: String
    /// Whether it is a trained model, and ``composition`` what that was trained on.
    public let isTrained: Bool
    /// How images became the input: the network's, the pixels' of colour and texture, or both.
    public let preprocessing: String
    /// The number format.
    public let precision: String
    /// The images of different content that its whitening was fitted on; nil where vectors are compared as they
    /// are.
    public let whitenedOn: Int?
    /// How they are searched.
    public let index: Index
  }

  /// The images' folder.
  public let folder: String
  /// Lithoscope's own folder.
  public let storage: String
  /// Images.
  public let images: Int
  /// Images that differ in content.
  public let distinctContents: Int
  /// Classes by name, images without one last.
  public let labels: [Label]
  /// Descriptors, the collection's default first.
  public let descriptors: [DescriptorStatus]
  /// Files that could not be indexed, by path.
  public let failures: [FailedFile]
  /// Bytes that Lithoscope's own folder takes.
  public let bytesOnDisk: Int64
}
