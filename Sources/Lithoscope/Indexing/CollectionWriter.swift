import Catalog
import VectorSearch

/// Keeps what an indexing run finds out: vectors first, then the catalog that makes them count.
///
/// Killed between the two, a run leaves rows that no catalog knows; the next one cuts them off.
final class CollectionWriter {
  private struct Target {
    let id: DescriptorRecord.ID
    let file: VectorFile
  }

  private let catalog: Catalog
  private let targets: [Target]

  init(catalog: Catalog, layout: CollectionLayout, descriptors: DescriptorSet) throws {
    self.catalog = catalog
    targets = try descriptors.members.map { member in
      Target(
        id: member.record.id,
        file: try VectorFile(
          path: layout.vectorFile(member.record.vectorFile), dimension: member.record.stamp.dimension,
          committedRows: member.record.rowCount))
    }
  }

  /// Keeps a batch: all of it or nothing.
  ///
  /// - Throws: the vector file's or the catalog's error, such as a full disk.
  func commit(_ batch: DescribedBatch) throws {
    var catalogBatch = CatalogBatch()
    catalogBatch.contents = batch.contents
    catalogBatch.images = batch.images
    catalogBatch.failures = batch.failures
    catalogBatch.removals = batch.removals
    for (target, vectors) in zip(targets, batch.vectors) where !vectors.digests.isEmpty {
      catalogBatch.embeddings.append(
        EmbeddedRows(descriptor: target.id, firstRow: target.file.rowCount, digests: vectors.digests))
      try target.file.append(vectors.values)
      try target.file.synchronize()
    }
    try catalog.commit(catalogBatch)
  }
}
