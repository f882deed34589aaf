import Neural

/// A way to turn an image into a unit vector: its name, its size and what it is made of.
public struct Descriptor: Sendable, Hashable {
  /// What a descriptor is computed from.
  public enum Source: Sendable, Hashable {
    /// A layer of VGG16.
    case network(Tap)
    /// The image's colours; see ``RGBHistogram``.
    case colour
    /// The image's fine texture; see ``LocalBinaryPattern``.
    case texture
    /// A tiny copy of the image; see ``Thumbnail``.
    case thumbnail
  }

  /// The part of VGG16 that a descriptor needs.
  public enum Model: String, Sendable, Comparable {
    /// None: pixels are enough.
    case none
    /// The 13 convolutions.
    case convolutions = "vgg16"
    /// The convolutions and the fully connected layers.
    case full = "vgg16-full"

    /// A smaller need is satisfied by a larger model.
    public static func < (a: Model, b: Model) -> Bool {
      let order: [Model] = [.none, .convolutions, .full]
      return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
    }
  }

  /// The name used on the command line and in a collection, such as `vgg16-block4`.
  public let name: String
  /// Components of the vector.
  public let dimension: Int
  /// What it is computed from.
  public let source: Source
  /// What it sees, in a few words.
  public let summary: String

  /// The part of VGG16 it needs.
  public var model: Model {
    guard case .network(let tap) = source else { return .none }
    return tap.layer.hasPrefix("fc") ? .full : .convolutions
  }

  /// The layer it listens to, if it is one of the network's.
  public var tap: Tap? {
    guard case .network(let tap) = source else { return nil }
    return tap
  }
}

extension Descriptor {
  /// VGG16 block4_conv3, averaged over the image: `[512]`. The default.
  public static let vgg16Block4 = Descriptor(
    name: "vgg16-block4", dimension: 512,
    source: .network(Tap(layer: "block4_conv3", pooling: .average)),
    summary: "VGG16 block4_conv3, averaged over the image")
  /// VGG16 block5_conv3, averaged over the image: `[512]`.
  public static let vgg16Block5 = Descriptor(
    name: "vgg16-block5", dimension: 512,
    source: .network(Tap(layer: "block5_conv3", pooling: .average)),
    summary: "VGG16 block5_conv3, averaged over the image")
  /// VGG16's first fully connected layer after ReLU (Keras `fc1`): `[4096]`.
  public static let vgg16FC1 = Descriptor(
    name: "vgg16-fc1", dimension: 4096, source: .network(Tap(layer: "fc1", pooling: .none)),
    summary: "VGG16's first fully connected layer")
  /// VGG16's second fully connected layer after ReLU (Keras `fc2`): `[4096]`.
  public static let vgg16FC2 = Descriptor(
    name: "vgg16-fc2", dimension: 4096, source: .network(Tap(layer: "fc2", pooling: .none)),
    summary: "VGG16's second fully connected layer, one before the classifier")
  /// Colours in 8×8×8 bins: `[512]`.
  public static let rgbHistogram = Descriptor(
    name: "rgb-histogram", dimension: RGBHistogram.dimension, source: .colour,
    summary: "colours in 8×8×8 bins, no network")
  /// Local binary patterns: `[256]`.
  public static let lbp = Descriptor(
    name: "lbp", dimension: LocalBinaryPattern.dimension, source: .texture,
    summary: "local binary patterns of grey levels, no network")
  /// A tiny copy of the image: `[436]`. For finding copies, not likenesses.
  public static let thumbnail = Descriptor(
    name: "thumbnail", dimension: Thumbnail.dimension, source: .thumbnail,
    summary: "a tiny copy of the image, no network; finds copies, not likenesses")

  /// The descriptor used when none is asked for.
  public static let standard = vgg16Block4

  /// Every descriptor there is, the default first.
  public static let all = [vgg16Block4, vgg16Block5, vgg16FC1, vgg16FC2, rgbHistogram, lbp, thumbnail]

  /// Finds a descriptor by its name.
  ///
  /// - Throws: ``DescriptorError/unknownDescriptor(_:)``.
  public static func named(_ name: String) throws -> Descriptor {
    guard let descriptor = all.first(where: { $0.name == name }) else {
      throw DescriptorError.unknownDescriptor(name)
    }
    return descriptor
  }
}
