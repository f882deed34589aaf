extension WeightSpecification {
  /// The 13 convolution layers of VGG16: configuration D of Simonyan & Zisserman (2014), table 1, with
  /// Keras' names `block1_conv1` to `block5_conv3`.
  public static let vgg16Convolutions = vgg16(top: false)

  /// All of VGG16: the convolutions, `fc1`, `fc2` and `predictions`.
  public static let vgg16Full = vgg16(top: true)

  /// VGG16, or a narrower network of the same form, which tests can afford.
  ///
  /// - Parameters:
  ///   - top: Whether the fully connected layers belong to it.
  ///   - narrowing: All convolutions have this many times fewer channels; it must divide 64.
  ///   - fullyConnected: The outputs of `fc1` and of `fc2`.
  ///   - classes: The outputs of `predictions`.
  public static func vgg16(
    top: Bool, narrowing: Int = 1, fullyConnected: Int = 4096, classes: Int = 1000
  ) -> WeightSpecification {
    precondition(narrowing > 0 && 64 % narrowing == 0, "narrowing must divide 64")
    // Each block: its number of convolutions and their output channels.
    let blocks = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]
    var layers: [Layer] = []
    var channels = 3
    for (block, (convolutions, width)) in blocks.enumerated() {
      for index in 1...convolutions {
        let outputs = width / narrowing
        layers.append(.convolution("block\(block + 1)_conv\(index)", inputs: channels, outputs: outputs))
        channels = outputs
      }
    }
    if top {
      // block5_pool of a 224 × 224 image is 7 × 7, flattened as NHWC.
      layers.append(.dense("fc1", inputs: 7 * 7 * channels, outputs: fullyConnected))
      layers.append(.dense("fc2", inputs: fullyConnected, outputs: fullyConnected))
      layers.append(.dense("predictions", inputs: fullyConnected, outputs: classes))
    }
    return WeightSpecification(layers: layers)
  }
}
