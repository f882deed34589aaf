import Neural

/// Looks into images where a descriptor listens to the network: one pass an image, all its layers at once.
public final class PlaceExtractor {
  /// The components that are pooled over the image, by their places in the descriptor. Others have no places:
  /// colours and texture are counted over the whole image, and what is not pooled mixes all of it.
  public let components: [Int]

  private let taps: [Tap]
  private let runner: NetworkRunner

  /// The pooled components of a descriptor.
  public static func components(of descriptor: Descriptor) -> [Int] {
    descriptor.components.indices.filter { place in
      descriptor.components[place].source.tap.map { $0.pooling != .none } ?? false
    }
  }

  /// Prepares to look with the network as `input` says, in single precision.
  ///
  /// - Parameter weights: VGG16's, at least the layers the descriptor needs.
  public convenience init(_ descriptor: Descriptor, input: NetworkInput, weights: Weights) {
    self.init(descriptor, input: input, weights: weights, architecture: VGG16.architecture)
  }

  /// The same with another network of VGG16's layers: a narrow one, for tests.
  init(
    _ descriptor: Descriptor, input: NetworkInput, weights: Weights, architecture: Architecture,
    threads: Int = Processor.coreCount
  ) {
    components = Self.components(of: descriptor)
    taps = components.compactMap { descriptor.components[$0].source.tap }
    var layers: [Tap] = []
    for tap in taps.map({ Tap(layer: $0.layer, pooling: .none) }) where !layers.contains(tap) {
      layers.append(tap)
    }
    runner = NetworkRunner(
      layers, preprocessing: input.preprocessing, weights: weights, architecture: architecture,
      precision: .f32,
      workload: .brief, threads: threads)
  }

  /// What each place of an image brings to ``components``, in their order; none for an image that was not
  /// prepared for the network.
  ///
  /// - Throws: the network's error.
  public func places(of image: PreparedImage) throws -> [PlaceFeatures] {
    guard !taps.isEmpty, let pixels = image.networkInput else { return [] }
    let maps = Dictionary(uniqueKeysWithValues: zip(runner.taps.map(\.layer), try runner.maps([pixels])))
    return taps.compactMap { tap in maps[tap.layer].flatMap { PlaceFeatures($0, pooling: tap.pooling) } }
  }
}
