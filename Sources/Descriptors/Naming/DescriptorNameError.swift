import Neural

/// Why a name is no descriptor's.
public enum DescriptorNameError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Nothing stands before, between or after the plus signs.
  case empty(String)
  /// No component is called so.
  case unknown(String)
  /// VGG16 has no such layer, or none that can be a component.
  case unknownLayer(String)
  /// A layer without `vgg16-`, and none with it before.
  case prefixMissing(String)
  /// A preset among components, or with a weight or an ending.
  case presetInside(String)
  /// No pooling of a convolution is called so.
  case pooling(String, component: String)
  /// A generalised mean whose exponent is out of range.
  case exponent(String, component: String)
  /// A pooling of what is read out as it is.
  case poolingOfAll(layer: String)
  /// A weight that is no number, or out of range.
  case weight(String, component: String)
  /// The same component twice.
  case twice(String)
  /// More components than a descriptor can have.
  case tooMany(Int)
  /// Something else than `whitened` after the `@`.
  case ending(String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .empty(let name):
      "“\(Self.short(name))” names no component in one place; write components with one + between them, such "
        + "as colour+texture+vgg16-block4."
    case .unknown(let name):
      "There is no descriptor “\(Self.short(name))”; choose "
        + "\(Descriptor.all.map(\.name).joined(separator: ", ")), join such components, as in "
        + "colour+texture:0.5+vgg16-block4, or give a trained model's file."
    case .unknownLayer(let layer):
      "VGG16 has no layer “\(Self.short(layer))” to describe images by; use vgg16-block1 to "
        + "vgg16-block5, a single convolution such as vgg16-block5_conv1, vgg16-pool5, vgg16-fc1 or vgg16-fc2."
    case .prefixMissing(let name):
      "“\(Self.short(name))” does not say of which network it is a layer; write vgg16-\(Self.short(name))."
    case .presetInside(let name):
      "“\(name)” stands alone, without weight, ending or other components; write out what to join, such as "
        + "\(DescriptorPreset.all.first { $0.name == name }?.composition ?? Descriptor.lbp.name)."
    case .pooling(let pooling, let component):
      "“\(Self.short(pooling))” in \(Self.short(component)) is no pooling; use max, std or gem with its exponent, "
        + "such as vgg16-block4-gem3, or none of them for the average."
    case .exponent(let exponent, let component):
      "The exponent \(exponent) in \(Self.short(component)) is out of range; use one from "
        + "\(Pooling.exponents.lowerBound) to \(Int(Pooling.exponents.upperBound)), such as vgg16-block4-gem3."
    case .poolingOfAll(let layer):
      "vgg16-\(layer) is read out whole, without pooling; write vgg16-\(layer), or pool a convolution, such as "
        + "vgg16-block5-max."
    case .weight(let weight, let component):
      "“\(Self.short(weight))” is no weight for \(component); give a number from "
        + "\(DescriptorComponent.weights.lowerBound) to \(Int(DescriptorComponent.weights.upperBound)), such as "
        + "\(component):0.5."
    case .twice(let component):
      "\(component) is there twice; name it once and give it a weight, such as \(component):2."
    case .tooMany(let count):
      "\(count) components are too many; join at most \(DescriptorName.mostComponents), such as "
        + "colour+texture+vgg16-block4."
    case .ending(let ending):
      "“@\(Self.short(ending))” is no ending; only @\(DescriptorName.whitened) may stand there, once and last, "
        + "such as colour+vgg16-block4@\(DescriptorName.whitened)."
    }
  }

  /// As much of a name as a message has room for.
  private static func short(_ text: String) -> String {
    let room = 60
    return text.count <= room ? text : text.prefix(room) + "…"
  }
}
