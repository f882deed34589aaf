import Catalog
import Descriptors
import Imaging
import Synchronization

/// A whole collection at one revision, kept in memory: its images, their labels and EXIF, and for each descriptor
/// who has which vector. The vectors themselves stay mapped.
///
/// Nothing in it changes; whoever holds a snapshot gets answers that belong together, whatever is indexed meanwhile.
/// Takes some 500 bytes an image.
public final class CollectionSnapshot: Sendable {
  /// The catalog's revision.
  public let revision: Int
  /// All images, in the order of their paths.
  public let images: [SnapshotImage]
  /// The descriptors that have vectors, the collection's default first.
  public let descriptors: [SnapshotVectors]
  /// Classes by name with their images; nil for images without one, at the end.
  public let labels: [(name: String?, images: Int)]
  /// Files that could not be indexed.
  public let failures: Int
  /// The images' folder.
  public let folder: String
  /// What an image of the collection, or a query to it, may cost to decode.
  public let limits: DecodingLimits

  private let placeOfID: [Int64: Int]
  private let placeOfPath: [RelativePath: Int]
  private let placesOfContent: [Int64: [Int]]
  /// Filters that were asked for lately, by what they are written as.
  private let filters = Mutex<[String: SnapshotFilter]>([:])

  /// More are not remembered: each takes a bit an image.
  private static let mostFilters = 64

  /// Reads everything inside of one transaction.
  init(_ open: OpenCollection, _ reader: CatalogReader) throws {
    revision = try reader.revision()
    folder = open.collection.layout.images
    limits = try ImageCollection.decodingLimits(reader)
    var images: [SnapshotImage] = []
    try reader.forEachCatalogedImage { images.append(SnapshotImage($0)) }
    self.images = images
    var ids: [Int64: Int] = [:]
    var paths: [RelativePath: Int] = [:]
    var contents: [Int64: [Int]] = [:]
    for (place, image) in images.enumerated() {
      ids[image.id] = place
      paths[image.record.path] = place
      contents[image.content, default: []].append(place)
    }
    placeOfID = ids
    placeOfPath = paths
    placesOfContent = contents.filter { $0.value.count > 1 }

    let counts = try reader.labels()
    labels =
      counts.filter { $0.label != nil }.map { ($0.label, $0.images) }
      + counts.filter { $0.label == nil }.map { ($0.label, $0.images) }
    failures = try reader.counts().failures
    descriptors = try reader.descriptors().filter { $0.rowCount > 0 }.compactMap { record in
      // A trained model whose file is gone takes nothing else away.
      guard let descriptor = try? open.collection.learned.descriptor(record) else { return nil }
      return try SnapshotVectors(.init(descriptor: descriptor, record: record), images, open, reader)
    }
  }

  /// The place in ``images`` of the image with a number.
  public func place(ofID id: Int64) -> Int? { placeOfID[id] }

  /// The place in ``images`` of the image at a path below the collection's folder.
  public func place(ofPath path: String) -> Int? { RelativePath(path).flatMap { placeOfPath[$0] } }

  /// The places of other images with the same bytes.
  public func copies(of place: Int) -> [Int] {
    placesOfContent[images[place].content, default: []].filter { $0 != place }
  }

  /// A descriptor's vectors.
  ///
  /// - Parameter name: nil for the collection's default.
  /// - Throws: ``CollectionError``.
  public func vectors(_ name: String?) throws(CollectionError) -> SnapshotVectors {
    guard !images.isEmpty else { throw .empty(folder: folder) }
    guard let name else {
      guard let first = descriptors.first else { throw .empty(folder: folder) }
      return first
    }
    // One descriptor can be written in several ways.
    let canonical = (try? Descriptor.named(name))?.name ?? name
    guard let found = descriptors.first(where: { $0.descriptor.name == canonical }) else {
      throw .descriptorMissing(name: name, available: descriptors.map(\.descriptor.name), folder: folder)
    }
    return found
  }

  /// The images of a descriptor that pass a filter; nil where every image does.
  ///
  /// - Throws: ``FilterError``.
  func filter(_ filter: ImageFilter, _ vectors: SnapshotVectors) throws -> SnapshotFilter? {
    guard !filter.isEmpty else { return nil }
    // Labels and conditions as JSON would write them: no two filters look the same.
    let key =
      "\(vectors.descriptor.name) \(filter.labels) \(filter.conditions.map(\.description)) "
      + (filter.table.map { "\($0.path) \($0.rows.count)" } ?? "")
    if let known = filters.withLock({ $0[key] }) { return known }
    let made = try SnapshotFilter(filter, self, vectors)
    filters.withLock { filters in
      if filters.count >= Self.mostFilters { filters.removeAll() }
      filters[key] = made
    }
    return made
  }
}
