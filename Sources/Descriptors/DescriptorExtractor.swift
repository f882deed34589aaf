import Imaging
import Neural

/// The part of describing images that runs a batch at a time: the network.
///
/// Whatever the descriptors, the network runs once over an image, as far as the last layer that one of them
/// listens to; and once more for each trained model that has convolutions of its own. One extractor serves one
/// thread; prepare the images on as many as you like.
public final class DescriptorExtractor {
  /// Batches of about 8 are the fastest: larger ones no longer fit the caches between layers.
  public static let defaultBatchSize = 8
  /// Pixels that an image of a full batch may have; of larger ones fewer are taken at once, so that the network's
  /// maps do not grow with the input's size. ``InputSize/automatic`` stays below.
  private static let pixelsAnImage = 256 * 256

  /// What is computed, in the order of the results.
  public let descriptors: [Descriptor]
  /// Images a batch, at most.
  public let batchSize: Int

  private let passes: NetworkPasses
  /// The heads of those of ``descriptors`` that were trained, by their places.
  private let heads: [Int: LearnedHead]

  /// Prepares to run the network as far as `descriptors` need it.
  ///
  /// - Parameters:
  ///   - input: as the images are prepared.
  ///   - weights: VGG16's, at least the layers the descriptors need; nil when they need none.
  ///   - workload: a single query is served best by `.brief`, a folder by `.sustained`.
  /// - Throws: ``DescriptorError/weightsMissing(descriptor:model:)``.
  public convenience init(
    _ descriptors: [Descriptor], input: NetworkInput, weights: Weights?, precision: Precision = .f32,
    batchSize: Int = defaultBatchSize, workload: Workload = .sustained, threads: Int = Processor.coreCount
  ) throws {
    try self.init(
      descriptors, input: input, weights: weights, architecture: VGG16.architecture, precision: precision,
      batchSize: batchSize, workload: workload, threads: threads)
  }

  /// The same with another network of VGG16's layers: a narrow one, for tests.
  init(
    _ descriptors: [Descriptor], input: NetworkInput, weights: Weights?, architecture: Architecture,
    precision: Precision = .f32, batchSize: Int = defaultBatchSize, workload: Workload = .sustained,
    threads: Int = Processor.coreCount
  ) throws {
    passes = try NetworkPasses(descriptors, weights: weights) { taps, weights in
      NetworkRunner(
        taps, preprocessing: input.preprocessing, weights: weights, architecture: architecture,
        precision: precision, workload: workload, threads: threads)
    }
    var heads: [Int: LearnedHead] = [:]
    for (place, descriptor) in descriptors.enumerated() {
      if let model = descriptor.learned { heads[place] = try LearnedHead(model, threads: threads) }
    }
    self.heads = heads
    self.descriptors = descriptors
    self.batchSize = batchSize
  }

  /// Images of a size that fill a batch.
  public func batchSize(for size: NetworkSize?) -> Int {
    guard let size else { return batchSize }
    return min(batchSize, max(1, batchSize * Self.pixelsAnImage / size.area))
  }

  /// Describes images. Those of one size go through the network together, a batch at a time.
  ///
  /// - Parameter wanted: the places in ``descriptors`` of those that are wanted; nil for all. The network
  ///   rests when none of them needs it.
  /// - Returns: for each image, one unit vector for each of ``descriptors``, or the reason why there is none.
  ///   Vectors that are not wanted are empty.
  /// - Throws: the network's error, when nothing could be computed at all.
  public func describe(_ images: [PreparedImage], wanted: Set<Int>? = nil) throws
    -> [Result<[[Float]], DescriptorError>]
  {
    let places = wanted ?? Set(descriptors.indices)
    var results = [Result<[[Float]], DescriptorError>](repeating: .success([]), count: images.count)
    guard places.contains(where: { descriptors[$0].isDeep }) else {
      results = images.map { image in
        Result { () throws(DescriptorError) in try vectors(image, places, nil, 0) }
      }
      return try applyingHeads(to: results, places)
    }
    for batch in batches(images) {
      let maps = try passes.run(batch.compactMap { images[$0].networkInput }, for: places)
      for (row, index) in batch.enumerated() {
        results[index] = Result { () throws(DescriptorError) in
          try vectors(images[index], places, maps, row)
        }
      }
    }
    return try applyingHeads(to: results, places)
  }

  /// Places of images that go through the network together.
  private func batches(_ images: [PreparedImage]) -> [[Int]] {
    var bySize: [NetworkSize: [Int]] = [:]
    for (index, image) in images.enumerated() {
      if let size = image.networkSize { bySize[size, default: []].append(index) }
    }
    return bySize.flatMap { size, indices in
      let count = batchSize(for: size)
      return stride(from: 0, to: indices.count, by: count).map {
        Array(indices[$0..<min($0 + count, indices.count)])
      }
    }
  }

  /// The vectors of one image; those of a trained model are its base's yet.
  ///
  /// - Parameters:
  ///   - maps: what the network answered to its batch, if it was asked.
  ///   - row: its place in that batch.
  private func vectors(
    _ image: PreparedImage, _ places: Set<Int>, _ maps: NetworkPasses.Maps?, _ row: Int
  ) throws(DescriptorError) -> [[Float]] {
    var vectors: [[Float]] = []
    for (place, descriptor) in descriptors.enumerated() {
      guard places.contains(place) else {
        vectors.append([])
        continue
      }
      var parts: [(values: [Float], weight: Double)] = []
      for component in descriptor.sources {
        let values =
          component.source.tap.map { tap in maps?[place, tap].flatMap { Self.unitOrZero($0.slice(row)) } }
          ?? image.pixelVectors[component.source]
        guard let values else { throw .noSignal(descriptor: descriptor.name) }
        parts.append((values, component.weight))
      }
      guard let joined = ComponentJoin.joined(parts) else { throw .noSignal(descriptor: descriptor.name) }
      vectors.append(joined)
    }
    return vectors
  }

  /// The same vectors, those of trained models brought through their heads.
  private func applyingHeads(to described: [Result<[[Float]], DescriptorError>], _ places: Set<Int>) throws
    -> [Result<[[Float]], DescriptorError>]
  {
    var results = described
    for (place, head) in heads where places.contains(place) {
      var sound: [(index: Int, vectors: [[Float]])] = []
      for (index, result) in results.enumerated() {
        if case .success(let vectors) = result { sound.append((index, vectors)) }
      }
      let answers = try head.run(sound.map { $0.vectors[place] })
      for ((index, vectors), answer) in zip(sound, answers) {
        guard let vector = answer.vector else {
          results[index] = .failure(.noSignal(descriptor: descriptors[place].name))
          continue
        }
        var vectors = vectors
        vectors[place] = vector
        results[index] = .success(vectors)
      }
    }
    return results
  }

  /// Values scaled to length one, zeros as they are, or nil where some are not finite.
  private static func unitOrZero(_ values: ArraySlice<Float>) -> [Float]? {
    values.allSatisfy { $0 == 0 } ? Array(values) : UnitLength.scaled(values)
  }

  /// Whole maps of any layers of VGG16 for one image: what its blocks see.
  ///
  /// - Returns: one tensor `[1, C, H, W]` for each tap, none when the image was not prepared for the network.
  /// - Throws: the network's error.
  public static func maps(
    of image: PreparedImage, preprocessing: Preprocessing = .standard, taps: [Tap], weights: Weights
  ) throws -> [Tensor] {
    guard let pixels = image.networkInput else { return [] }
    let runner = NetworkRunner(
      taps, preprocessing: preprocessing, weights: weights, architecture: VGG16.architecture, precision: .f32,
      workload: .brief, threads: Processor.coreCount)
    return try runner.maps([pixels])
  }
}
