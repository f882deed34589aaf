import Imaging
import Neural

/// The part of describing images that runs a batch at a time: the network.
///
/// One extractor serves one thread; prepare the images on as many as you like.
public final class DescriptorExtractor {
  /// Batches of about 8 are the fastest: larger ones no longer fit the caches between layers.
  public static let defaultBatchSize = 8

  /// What is computed, in the order of the results.
  public let descriptors: [Descriptor]
  /// Images a batch.
  public let batchSize: Int

  private let preprocessing: Preprocessing
  private let network: Network?
  private let input: InputShape
  private var batch: [Float]

  /// Compiles the network as far as `descriptors` need it.
  ///
  /// - Parameters:
  ///   - weights: VGG16's, at least the layers the descriptors need; nil when they need none.
  ///   - workload: a single query is served best by `.brief`, a folder by `.sustained`.
  /// - Throws: ``DescriptorError/weightsMissing(descriptor:model:)`` or the network's error.
  public init(
    _ descriptors: [Descriptor], preprocessing: Preprocessing, weights: Weights?,
    precision: Precision = .f32, batchSize: Int = defaultBatchSize, workload: Workload = .sustained,
    threads: Int = Processor.coreCount
  ) throws {
    let deep = descriptors.filter { $0.tap != nil }
    input = InputShape(count: batchSize, channels: 3, height: VGG16.inputSide, width: VGG16.inputSide)
    if let first = deep.first {
      guard let weights else {
        throw DescriptorError.weightsMissing(descriptor: first.name, model: first.model.rawValue)
      }
      network = try Network(
        VGG16.architecture, weights: weights, input: input, taps: deep.compactMap(\.tap),
        precision: precision, workload: workload, threads: threads)
      batch = [Float](repeating: 0, count: input.values)
    } else {
      network = nil
      batch = []
    }
    self.descriptors = descriptors
    self.preprocessing = preprocessing
    self.batchSize = batchSize
  }

  /// Describes up to ``batchSize`` images.
  ///
  /// - Parameter wanted: the places in ``descriptors`` of those that are wanted; nil for all. The network
  ///   rests when none of them needs it.
  /// - Returns: for each image, one unit vector for each of ``descriptors``, or the reason why there is none.
  ///   Vectors that are not wanted are empty.
  /// - Throws: the network's error, when nothing could be computed at all.
  public func describe(_ images: [PreparedImage], wanted: Set<Int>? = nil) throws
    -> [Result<[[Float]], DescriptorError>]
  {
    precondition(images.count <= batchSize, "more images than the batch holds")
    let places = wanted ?? Set(descriptors.indices)
    let needsNetwork = places.contains { descriptors[$0].tap != nil }
    let maps = needsNetwork ? try runNetwork(images) : []
    return images.indices.map { index in
      var vectors: [[Float]] = []
      var map = 0
      for (place, descriptor) in descriptors.enumerated() {
        defer { if descriptor.tap != nil { map += 1 } }
        guard places.contains(place) else {
          vectors.append([])
          continue
        }
        let vector =
          descriptor.tap == nil
          ? images[index].pixelVectors[descriptor] : UnitLength.scaled(maps[map].slice(index))
        guard let vector else { return .failure(.noSignal(descriptor: descriptor.name)) }
        vectors.append(vector)
      }
      return .success(vectors)
    }
  }

  private func runNetwork(_ images: [PreparedImage]) throws -> [Tensor] {
    guard let network, !images.isEmpty else { return [] }
    // Places left over in a last, smaller batch keep the images of the one before: they are not read out.
    batch.withUnsafeMutableBufferPointer { batch in
      for (index, image) in images.enumerated() {
        guard let pixels = image.networkInput else { continue }
        let size = input.valuesPerImage
        preprocessing.fill(
          UnsafeMutableBufferPointer(rebasing: batch[index * size..<(index + 1) * size]), from: pixels)
      }
    }
    return try network(batch)
  }

  /// Whole maps of any layers of VGG16 for one image: what its blocks see.
  ///
  /// - Returns: one tensor `[1, C, H, W]` for each tap.
  /// - Throws: the network's error.
  public static func maps(
    of image: PreparedImage, preprocessing: Preprocessing, taps: [Tap], weights: Weights
  ) throws -> [Tensor] {
    let input = InputShape(count: 1, channels: 3, height: VGG16.inputSide, width: VGG16.inputSide)
    guard let pixels = image.networkInput else { return [] }
    var values = [Float](repeating: 0, count: input.values)
    values.withUnsafeMutableBufferPointer { preprocessing.fill($0, from: pixels) }
    let network = try Network(
      VGG16.architecture, weights: weights, input: input, taps: taps, workload: .brief)
    return try network(values)
  }
}
