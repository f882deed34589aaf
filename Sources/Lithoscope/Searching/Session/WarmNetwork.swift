import Descriptors
import Foundation
import Imaging
import Neural

/// The way from pictures to vectors, kept ready: weights are opened and verified once, and the network's kernels are
/// laid out once.
///
/// Preparing pictures is done by any number of threads at once; the network takes one batch after the other, each on all
/// processors.
public final class WarmNetwork: @unchecked Sendable {
  // Sendable because `extractors` and `places` are touched only while `lock` is held, and everything else is constant.

  /// A picture that waits for the network.
  public struct Prepared: Sendable {
    let image: PreparedImage
    let name: String
    /// Columns and rows of the whole upright picture.
    public let whole: (width: Int, height: Int)
    /// The part of it that was prepared, in pixels of the upright picture; nil for all of it.
    public let rectangle: PixelRectangle?
    /// Whether the network has to run at all.
    public var needsNetwork: Bool { image.networkSize != nil }
  }

  let collection: ImageCollection
  private let lock = NSLock()
  /// By what made the vectors, the last used at the end.
  private var extractors: [(key: String, extractor: DescriptorExtractor)] = []

  /// The one for places that was used last.
  private var places: (key: String, extractor: PlaceExtractor)?

  /// Each holds the network's weights once more, laid out for its kernels.
  private static let mostExtractors = 2

  init(_ collection: ImageCollection) { self.collection = collection }

  /// Opens weights and lays kernels out before the first picture comes.
  ///
  /// - Throws: why a model is missing.
  public func warmUp(for vectors: SnapshotVectors) throws {
    guard !vectors.descriptor.isImported else { return }
    try lock.withLock { _ = try extractor(vectors) }
  }

  /// Decodes a picture, or a part of it, for a descriptor.
  ///
  /// - Throws: ``QueryError``, or ``CollectionError/madeDifferently(descriptor:what:has:asked:remedy:)`` where this
  ///   version of Lithoscope cannot make such vectors.
  public func prepare(
    _ picture: SessionPicture, region: QueryRegion? = nil, for vectors: SnapshotVectors,
    limits: DecodingLimits
  ) throws -> Prepared {
    guard !vectors.descriptor.isImported else {
      throw CollectionError.queryNotImported(picture.name, descriptor: vectors.descriptor.name)
    }
    let input = DescriptorSet.input(of: vectors.record.stamp) ?? .standard
    let precision = Precision(rawValue: vectors.record.stamp.precision) ?? .f32
    try DescriptorSet.check(
      vectors.record, against: DescriptorSet.stamp(vectors.descriptor, input, precision),
      folder: collection.layout.images)
    let preparer = ImagePreparer([vectors.descriptor], input: input, limits: limits)
    guard let region else {
      let image = try picture.prepare(with: preparer)
      return Prepared(
        image: image, name: picture.name, whole: (image.metadata.width, image.metadata.height), rectangle: nil
      )
    }
    let part = try picture.prepare(region, with: preparer, limits: limits)
    return Prepared(image: part.image, name: picture.name, whole: part.whole, rectangle: part.rectangle)
  }

  /// Describes pictures that were prepared for a descriptor, all in one go where their sizes allow.
  ///
  /// - Returns: for each its vector as it is stored, or the reason why it has none.
  /// - Throws: why a model is missing; the network's error.
  public func describe(_ pictures: [Prepared], by vectors: SnapshotVectors) throws
    -> [Result<[Float], QueryError>]
  {
    try lock.withLock {
      let results = try extractor(vectors).describe(pictures.map(\.image))
      return zip(pictures, results).map { picture, result in
        result.map { $0[0] }.mapError { QueryError(path: picture.name, reason: "\($0)") }
      }
    }
  }

  /// What each place of a picture brings to a similarity.
  func places(of image: PreparedImage, by vectors: SnapshotVectors) throws -> ComparedPlaces {
    try lock.withLock {
      let extractor: PlaceExtractor
      if let places, places.key == vectors.stampedName {
        extractor = places.extractor
      } else {
        guard let weights = try collection.models.open(for: [vectors.descriptor]) else {
          preconditionFailure("\(vectors.descriptor.name) needs a network")
        }
        extractor = PlaceExtractor(
          vectors.descriptor, input: DescriptorSet.input(of: vectors.record.stamp) ?? .standard,
          weights: weights)
        places = (vectors.stampedName, extractor)
      }
      return ComparedPlaces(
        try extractor.places(of: image), components: extractor.components, of: vectors.descriptor,
        whitening: vectors.vectors.whitening)
    }
  }

  /// The extractor of a descriptor; call it with the lock held.
  private func extractor(_ vectors: SnapshotVectors) throws -> DescriptorExtractor {
    let key = vectors.stampedName
    if let place = extractors.firstIndex(where: { $0.key == key }) {
      let known = extractors.remove(at: place)
      extractors.append(known)
      return known.extractor
    }
    let weights = try collection.models.open(for: [vectors.descriptor])
    let made = try DescriptorExtractor(
      [vectors.descriptor], input: DescriptorSet.input(of: vectors.record.stamp) ?? .standard,
      weights: weights,
      precision: Precision(rawValue: vectors.record.stamp.precision) ?? .f32)
    if extractors.count >= Self.mostExtractors { extractors.removeFirst() }
    extractors.append((key, made))
    return made
  }
}
