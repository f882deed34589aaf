import Neural

/// A published network that Lithoscope knows how to fetch and to verify.
public struct PretrainedModel: Sendable {
  /// A file that Keras publishes.
  public struct KerasFile: Sendable {
    /// The last part of its address.
    public let name: String
    /// The MD5 of the whole file, in hexadecimal.
    public let md5: String
    /// No more bytes than this are ever downloaded.
    public let byteLimit: Int64

    /// A published file.
    public init(name: String, md5: String, byteLimit: Int64) {
      self.name = name
      self.md5 = md5
      self.byteLimit = byteLimit
    }
  }

  /// What it is called on the command line; also the name of its file in the store.
  public let name: String
  /// One line on what it is.
  public let summary: String
  /// The shapes and digests of its layers.
  public let manifest: WeightsManifest
  /// The file that Keras publishes, when there is one.
  public let kerasFile: KerasFile?
  /// The licence of the numbers.
  public let licence: String
  /// Whom to thank, as the licence asks.
  public let credit: String

  /// A model; tests make small ones.
  public init(
    name: String, summary: String, manifest: WeightsManifest, kerasFile: KerasFile?, licence: String,
    credit: String
  ) {
    self.name = name
    self.summary = summary
    self.manifest = manifest
    self.kerasFile = kerasFile
    self.licence = licence
    self.credit = credit
  }

  /// `<name>.safetensors`
  public var fileName: String { "\(name).safetensors" }

  /// Whether it is made of convolutions alone.
  public var hasOnlyConvolutions: Bool { manifest.specification.layers.allSatisfy(\.isConvolution) }

  /// Whether all layers of `other` are also layers of this one.
  public func includes(_ other: PretrainedModel) -> Bool {
    other.manifest.specification.layers.allSatisfy(manifest.specification.layers.contains)
  }
}

extension PretrainedModel {
  private static let vgg16Licence = "CC BY 4.0"
  private static let vgg16Credit = """
    VGG16 weights: CC BY 4.0, Visual Geometry Group, University of Oxford (K. Simonyan and A. Zisserman), \
    as converted by Keras
    """

  /// The 13 convolution layers of VGG16, trained on ImageNet: 14.7 million weights, 59 MB.
  public static let vgg16 = PretrainedModel(
    name: "vgg16", summary: "VGG16's 13 convolution layers", manifest: .vgg16Convolutions,
    kerasFile: KerasFile(
      name: "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5", md5: "6d6bbae143d832006294945121d1f1fc",
      byteLimit: 64_000_000),
    licence: vgg16Licence, credit: vgg16Credit)

  /// All of VGG16, with `fc1`, `fc2` and `predictions`: 138 million weights, 553 MB.
  public static let vgg16Full = PretrainedModel(
    name: "vgg16-full", summary: "VGG16 with fc1, fc2 and predictions", manifest: .vgg16Full,
    kerasFile: KerasFile(
      name: "vgg16_weights_tf_dim_ordering_tf_kernels.h5", md5: "64373286793e3c8b2b4e3219cbf3544b",
      byteLimit: 560_000_000),
    licence: vgg16Licence, credit: vgg16Credit)
}
