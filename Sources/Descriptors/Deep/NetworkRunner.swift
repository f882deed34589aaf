import Imaging
import Neural

/// Runs VGG16 over batches of images of one size, with everything that is listened to in one pass.
final class NetworkRunner {
  /// What is read out, each once.
  let taps: [Tap]

  private let preprocessing: Preprocessing
  private let networks: ShapedNetworks
  private var batch: [Float] = []

  /// Listens to `taps`; the network is compiled for the first batch, as far as the last of them.
  init(
    _ taps: [Tap], preprocessing: Preprocessing, weights: Weights, architecture: Architecture,
    precision: Precision, workload: Workload, threads: Int
  ) {
    self.taps = taps
    self.preprocessing = preprocessing
    networks = ShapedNetworks { shape in
      try Network(
        architecture, weights: weights, input: shape, taps: taps, precision: precision, workload: workload,
        threads: threads)
    }
  }

  /// Runs the network.
  ///
  /// - Parameter images: of one size, at least one.
  /// - Returns: for each tap a tensor of the images' rows; what is not pooled in Keras' order.
  /// - Throws: the network's error.
  func run(_ images: [PixelBuffer]) throws -> [Tensor] {
    try maps(images).map(\.channelsLast)
  }

  /// The same with what is not pooled as maps, `[N, C, H, W]`.
  func maps(_ images: [PixelBuffer]) throws -> [Tensor] {
    let shape = InputShape(
      count: images.count, channels: 3, height: images[0].height, width: images[0].width)
    let network = try networks.network(for: shape)
    if batch.count != shape.values { batch = [Float](repeating: 0, count: shape.values) }
    let size = shape.valuesPerImage
    batch.withUnsafeMutableBufferPointer { batch in
      for (index, image) in images.enumerated() {
        preprocessing.fill(
          UnsafeMutableBufferPointer(rebasing: batch[index * size..<(index + 1) * size]), from: image)
      }
    }
    return try network(batch)
  }
}
