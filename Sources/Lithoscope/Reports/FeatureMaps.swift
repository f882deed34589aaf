import Descriptors
import Glibc
import Imaging
import Neural

/// What VGG16 sees in an image: the maps of each block's last convolution.
public struct FeatureMaps: Sendable {
  /// A picture of all maps of one layer.
  public struct Sheet: Sendable, Encodable {
    /// The layer, by its Keras name.
    public let layer: String
    /// The number of maps.
    public let maps: Int
    /// Where the picture was written.
    public let path: String
  }

  /// The layers, first block first.
  public let layers: [String]
  /// One tensor `[1, C, H, W]` a layer.
  public let maps: [Tensor]

  /// Runs VGG16's convolutions over an image file.
  ///
  /// - Throws: the reason why the file is no image, or why the model cannot be opened.
  public init(of path: String, models: ModelStore = .standard()) throws {
    layers = VGG16.lastConvolutions
    let preparer = ImagePreparer([.vgg16Block5], input: .square)
    let prepared = try QueryPicture(path: path).prepare(with: preparer)
    let taps = layers.map { Tap(layer: $0, pooling: .none) }
    maps = try DescriptorExtractor.maps(
      of: prepared, taps: taps,
      weights: models.open(
        PretrainedModel.vgg16.name, layers: VGG16.architecture.weightedLayers(upTo: layers)))
  }

  /// Writes `block1.png` … `block5.png` into `folder`, which is made if it is missing.
  ///
  /// - Throws: ``CollectionError/folderUnwritable(path:reason:)`` or the encoder's error.
  public func writeSheets(to folder: String) throws -> [Sheet] {
    try OutputFolder.make(folder)
    return try zip(layers, maps).enumerated().map { index, pair in
      let (layer, tensor) = pair
      let picture = FeatureMapSheet(
        title: "VGG16 \(layer)", values: tensor.values, channels: tensor.shape[1], height: tensor.shape[2],
        width: tensor.shape[3]
      ).render()
      let path = "\(folder)/block\(index + 1).png"
      try picture.write(to: path)
      return Sheet(layer: layer, maps: tensor.shape[1], path: path)
    }
  }
}
