import Catalog
import Descriptors
import Glibc
import VectorSearch

/// A collection opened for reading: its catalog and its vector files, which belong together.
struct OpenCollection: Sendable {
  let collection: ImageCollection
  let catalog: Catalog

  /// Opens a collection for reading.
  init(_ collection: ImageCollection) throws {
    self.collection = collection
    catalog = try collection.openCatalog()
  }

  /// Reads catalog and vectors together. Between the two somebody may have put another vector file in the
  /// place of the one that the catalog named: then both are read once more.
  func read<Output>(_ body: (CatalogReader) throws -> Output) throws -> Output {
    let attempts = 5
    for _ in 1..<attempts {
      do { return try catalog.read(body) } catch VectorFileError.system(_, _, ENOENT) { continue }
    }
    return try catalog.read(body)
  }

  /// The descriptor to compare by, and its record.
  func choose(_ wanted: Descriptor?, _ reader: CatalogReader) throws -> DescriptorSet.Member {
    let folder = collection.layout.images
    let records = try reader.descriptors()
    guard let record = wanted.map({ name in records.first { $0.name == name.name } }) ?? records.first else {
      if records.isEmpty { throw CollectionError.empty(folder: folder) }
      throw CollectionError.descriptorMissing(
        name: wanted?.name ?? "", available: records.map(\.name), folder: folder)
    }
    guard try reader.counts().images > 0 else { throw CollectionError.empty(folder: folder) }
    guard record.rowCount > 0 else {
      throw CollectionError.notDescribedYet(descriptor: record.name, folder: folder)
    }
    if let wanted, let model = wanted.learned {
      // A model's file that was given has to be the one that made the vectors; its copy need not be there.
      try DescriptorSet.checkModel(model, record, folder: folder)
      return DescriptorSet.Member(descriptor: wanted, record: record)
    }
    return DescriptorSet.Member(descriptor: try collection.learned.descriptor(record), record: record)
  }

  /// A descriptor's vectors as they are compared.
  ///
  /// - Parameter use: which index is opened.
  func vectors(_ member: DescriptorSet.Member, _ reader: CatalogReader, use: IndexUse = .none) throws
    -> SearchableVectors
  {
    try SearchableVectors(
      member.record, reader, layout: collection.layout,
      components: collection.whitening.components(member.descriptor), use: use)
  }

  /// A descriptor's vectors as they were computed.
  func matrix(_ record: DescriptorRecord) throws -> VectorMatrix {
    try VectorMatrix(
      path: collection.layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
      rows: record.rowCount)
  }
}
