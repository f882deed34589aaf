import Neural

/// What a component of a descriptor is computed from.
public enum DescriptorSource: Sendable, Hashable {
  /// A layer of VGG16, pooled over the image. `block5_pool` without pooling is flattened in Keras' order.
  case network(Tap)
  /// The image's colours; see ``RGBHistogram``.
  case rgbHistogram
  /// The image's colours as people see them; see ``LabHistogram``.
  case labHistogram
  /// The image's fine texture; see ``LocalBinaryPattern``.
  case texture
  /// A tiny copy of the image; see ``Thumbnail``.
  case thumbnail

  /// What names of the network's components begin with.
  static let networkPrefix = "vgg16-"
  /// The map that `fc1` sees, by the name of Keras and by ours.
  static let lastPool = (layer: "block5_pool", name: "pool5")

  /// The canonical name: `rgb-histogram`, `lab-histogram`, `lbp`, `thumbnail`, `vgg16-LAYER` or `vgg16-LAYER-POOLING`. A block's
  /// last convolution goes by the block's name, and the average needs no mention.
  public var name: String {
    switch self {
    case .rgbHistogram: "rgb-histogram"
    case .labHistogram: "lab-histogram"
    case .texture: "lbp"
    case .thumbnail: "thumbnail"
    case .network(let tap):
      switch tap.pooling {
      case .average, .none: Self.networkPrefix + Self.shortName(of: tap.layer)
      default: "\(Self.networkPrefix)\(Self.shortName(of: tap.layer))-\(tap.pooling.name)"
      }
    }
  }

  /// Numbers in the vector.
  public var dimension: Int { dimension(in: VGG16.architecture) }

  /// Numbers in the vector that VGG16 makes, or a narrower network of its layers.
  func dimension(in architecture: Architecture) -> Int {
    switch self {
    case .rgbHistogram: RGBHistogram.dimension
    case .labHistogram: LabHistogram.dimension
    case .texture: LocalBinaryPattern.dimension
    case .thumbnail: Thumbnail.dimension
    case .network(let tap): Self.values(of: tap, in: architecture)
    }
  }

  /// What it sees, in a few words.
  public var summary: String {
    switch self {
    case .rgbHistogram: "colours in 8×8×8 bins of red, green and blue, no network"
    case .labHistogram: "colours as people see them, in 8×8×8 bins of L*a*b*, no network"
    case .texture: "local binary patterns of grey levels, no network"
    case .thumbnail: "a tiny copy of the image, no network; finds copies, not likenesses"
    case .network(let tap):
      switch tap.pooling {
      case .average: "VGG16 \(tap.layer), averaged over the image"
      case .maximum: "VGG16 \(tap.layer), its maximum over the image"
      case .generalizedMean(let exponent):
        "VGG16 \(tap.layer), its generalised mean with exponent \(exponent) over the image"
      case .deviation: "VGG16 \(tap.layer), its standard deviation over the image"
      case .none where tap.layer == Self.lastPool.layer: "what VGG16's first fully connected layer sees"
      case .none: "VGG16's fully connected layer \(tap.layer)"
      }
    }
  }

  /// The part of VGG16 it needs.
  var model: Descriptor.Model {
    switch self {
    case .rgbHistogram, .labHistogram, .texture, .thumbnail: .none
    case .network(let tap): tap.layer.hasPrefix("fc") ? .full : .convolutions
    }
  }

  /// The layer it listens to, if it is one of the network's.
  public var tap: Tap? {
    guard case .network(let tap) = self else { return nil }
    return tap
  }

  /// Only what is read out without pooling depends on the input's size.
  var needsSquareInput: Bool { tap?.pooling == Pooling.none }

  /// `block4` for `block4_conv3`, `pool5` for `block5_pool`, others as they are.
  private static func shortName(of layer: String) -> String {
    if layer == lastPool.layer { return lastPool.name }
    guard VGG16.lastConvolutions.contains(layer), let end = layer.firstIndex(of: "_") else { return layer }
    return String(layer[..<end])
  }

  private static func values(of tap: Tap, in architecture: Architecture) -> Int {
    var channels = 0
    var side = VGG16.inputSide
    for layer in architecture.layers {
      switch layer {
      case .convolution(_, let filters): channels = filters
      case .maxPool: side /= 2
      case .dense(_, let units): (channels, side) = (units, 1)
      }
      if layer.name == tap.layer { break }
    }
    return tap.pooling == .none ? channels * side * side : channels
  }
}
