import Imaging
import Neural

@testable import Descriptors

/// VGG16 with a sixteenth of its channels and random weights: all of its layers, small enough for tests.
enum NarrowNetwork {
  static let architecture = VGG16.narrow(dividingWidthsBy: 16, denseUnits: 8)

  /// Values of He et al. (2015), √(2 / inputs) wide, from a seed; no biases, so that black says nothing where
  /// its pixels are zeros.
  static let weights: Weights = {
    var state: UInt64 = 20_261_122
    func random() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24) * 2 - 1
    }
    func tensors(_ name: String, _ kernel: [Int], inputs: Int) -> [WeightTensor] {
      let scale = (6 / Float(inputs)).squareRoot()
      let values = (0..<kernel.reduce(1, *)).map { _ in random() * scale }
      let biases = [Float](repeating: 0, count: kernel[kernel.count - 1])
      return [
        WeightTensor(name: "\(name)/kernel", shape: kernel, values: values),
        WeightTensor(name: "\(name)/bias", shape: [biases.count], values: biases),
      ]
    }
    var all: [WeightTensor] = []
    var (channels, side) = (3, VGG16.inputSide)
    for layer in architecture.layers {
      switch layer {
      case .convolution(let name, let filters):
        all += tensors(name, [3, 3, channels, filters], inputs: 9 * channels)
        channels = filters
      case .maxPool: side /= 2
      case .dense(let name, let units):
        all += tensors(name, [channels * side * side, units], inputs: channels * side * side)
        (channels, side) = (units, 1)
      }
    }
    return Weights(tensors: all)
  }()

  /// Vectors of `images` by `descriptors`, described together.
  static func describe(
    _ images: [PixelBuffer], by descriptors: [Descriptor], input: NetworkInput = .standard
  ) throws -> [Result<[[Float]], DescriptorError>] {
    let preparer = ImagePreparer(descriptors, input: input)
    let extractor = try DescriptorExtractor(
      descriptors, input: input, weights: weights, architecture: architecture, threads: 1)
    return try extractor.describe(images.map { try preparer.prepare($0.png()) })
  }
}

/// Pictures of random pixels; the same seed gives the same.
enum RandomPicture {
  static func picture(_ width: Int, _ height: Int, seed: UInt64 = 1) -> PixelBuffer {
    var state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    let pixels = (0..<3 * width * height).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return PixelBuffer(width: width, height: height, pixels: pixels)
  }
}

/// The inner product in double precision.
func cosine(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Double {
  zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
