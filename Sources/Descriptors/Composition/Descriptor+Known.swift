import Neural

extension Descriptor {
  /// Colours, fine texture and two layers of VGG16: ``standard``.
  public static let fusion = preset(.fusion)
  /// VGG16 block4_conv3, averaged over the image: `[512]`.
  public static let vgg16Block4 = layer("block4_conv3", .average)
  /// VGG16 block5_conv3, averaged over the image: `[512]`.
  public static let vgg16Block5 = layer("block5_conv3", .average)
  /// What VGG16's fully connected layers see, in Keras' order: `[25088]`.
  public static let vgg16Pool5 = layer(DescriptorSource.lastPool.layer, .none)
  /// VGG16's first fully connected layer after ReLU (Keras `fc1`): `[4096]`.
  public static let vgg16FC1 = layer("fc1", .none)
  /// VGG16's second fully connected layer after ReLU (Keras `fc2`): `[4096]`.
  public static let vgg16FC2 = layer("fc2", .none)
  /// Colours in 8×8×8 bins: `[512]`.
  public static let rgbHistogram = single(.rgbHistogram)
  /// Colours as people see them, in 8×8×8 bins: `[512]`.
  public static let labHistogram = single(.labHistogram)
  /// Local binary patterns: `[256]`.
  public static let lbp = single(.texture)
  /// A tiny copy of the image: `[436]`. For finding copies, not likenesses.
  public static let thumbnail = single(.thumbnail)

  /// The descriptor used when none is asked for.
  public static let standard = fusion

  /// Descriptors worth a name in a list, the default first. Many more can be composed; see ``named(_:)``.
  public static let all = [
    fusion, vgg16Block4, vgg16Block5, vgg16FC1, vgg16FC2, rgbHistogram, labHistogram, lbp,
    thumbnail,
  ]

  /// Reads a descriptor's name: `fusion`, or one or more components joined with `+`.
  ///
  /// A component is `rgb-histogram`, `lab-histogram`, `lbp`, `thumbnail` or `vgg16-LAYER`, where LAYER is
  /// `block1_conv1` to `block5_conv3`, or `block1` to `block5` for a block's last convolution, averaged over the
  /// image, or with another pooling `vgg16-LAYER-max`, `-std` or `-gem3`; or `pool5`, `fc1`, `fc2`. `colour`,
  /// `texture` and `deep` are short for `lab-histogram`, `lbp` and `vgg16-block4`; after a layer of `vgg16-`
  /// others need no prefix. A weight follows a colon, and `@whitened` may stand at the end:
  ///
  /// ```swift
  /// let descriptor = try Descriptor.named("colour+texture:0.5+vgg16-block3+block4-gem3@whitened")
  /// ```
  ///
  /// - Throws: ``DescriptorNameError``.
  public static func named(_ name: String) throws(DescriptorNameError) -> Descriptor {
    if let preset = DescriptorPreset.all.first(where: { $0.name == name }) { return Self.preset(preset) }
    let content = try DescriptorName(name)
    // Written out, a preset is the same descriptor.
    let preset = DescriptorPreset.all.first { $0.composition == content.canonical }
    return Descriptor(content, preset: preset)
  }

  private static func preset(_ preset: DescriptorPreset) -> Descriptor {
    guard let content = try? DescriptorName(preset.composition) else {
      preconditionFailure("the preset \(preset.name) is composed of what there is not")
    }
    return Descriptor(content, preset: preset)
  }

  private static func single(_ source: DescriptorSource) -> Descriptor {
    Descriptor(DescriptorName([(source, 1)], isWhitened: false))
  }

  private static func layer(_ layer: String, _ pooling: Pooling) -> Descriptor {
    single(.network(Tap(layer: layer, pooling: pooling)))
  }
}
