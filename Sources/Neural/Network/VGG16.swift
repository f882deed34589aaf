/// VGG16: configuration D of Simonyan & Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
/// Recognition", ICLR 2015, table 1, with the layer names of Keras Applications.
public enum VGG16 {
  /// Side of the square input the network was trained on, in pixels.
  public static let inputSide = 224

  /// Means of the ImageNet training set in blue, green, red, taken away from pixels in 0…255
  /// (Keras `preprocess_input`, mode "caffe").
  public static let channelMeansBGR: [Float] = [103.939, 116.779, 123.68]

  /// The paper's column D: filters of each convolution, block by block; every block ends in a pooling.
  static let table = [
    [64, 64],
    [128, 128],
    [256, 256, 256],
    [512, 512, 512],
    [512, 512, 512],
  ]

  /// Units of the two hidden fully connected layers.
  static let denseUnits = 4096

  /// The network up to `fc2`, without the classifier that Lithoscope never runs.
  public static let architecture = narrow(dividingWidthsBy: 1, denseUnits: denseUnits)

  /// VGG16 with every width divided: the same shape, small enough for tests.
  public static func narrow(dividingWidthsBy divisor: Int, denseUnits: Int) -> Architecture {
    var layers: [Layer] = []
    for (block, widths) in table.enumerated() {
      for (index, width) in widths.enumerated() {
        layers.append(
          .convolution(name: "block\(block + 1)_conv\(index + 1)", filters: max(1, width / divisor)))
      }
      layers.append(.maxPool(name: "block\(block + 1)_pool"))
    }
    layers.append(.dense(name: "fc1", units: denseUnits))
    layers.append(.dense(name: "fc2", units: denseUnits))
    return Architecture(inputChannels: 3, layers: layers)
  }

  /// The last convolution of each block, whose maps show what the block sees.
  public static let lastConvolutions = table.enumerated().map { block, widths in
    "block\(block + 1)_conv\(widths.count)"
  }
}
