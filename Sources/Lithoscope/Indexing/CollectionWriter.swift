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
    // As the catalog counts now: this run may have added rows since it looked at its descriptors.
    let records = try catalog.read { reader in
      try descriptors.members.compactMap { try reader.descriptor($0.record.id) }
    }
    targets = try records.map { record in
      Target(
        id: record.id,
        file: try VectorFile(
          path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
          committedRows: record.rowCount))
    }
  }

  /// Keeps a batch: all of it or nothing.
  ///
  /// - Returns: the files among its images that are left out, because the catalog knew their content when
  ///   they were decoded and no longer does: an earlier batch gave its last file another one.
  /// - Throws: the vector file's or the catalog's error, such as a full disk.
  func commit(_ batch: DescribedBatch) throws -> [FoundFile] {
    let complete = try completeImages(batch)
    var catalogBatch = CatalogBatch()
    catalogBatch.contents = batch.contents
    catalogBatch.images = zip(batch.images, complete).filter(\.1).map(\.0)
    catalogBatch.failures = batch.failures
    catalogBatch.removals = batch.removals
    for (target, vectors) in zip(targets, batch.vectors) where !vectors.digests.isEmpty {
      catalogBatch.embeddings.append(
        EmbeddedRows(descriptor: target.id, firstRow: target.file.rowCount, digests: vectors.digests))
      try target.file.append(vectors.values)
      try target.file.synchronize()
    }
    try catalog.commit(catalogBatch)
    return zip(batch.images, complete).filter { !$0.1 }.map { FoundFile(path: $0.0.path, stamp: $0.0.stamp) }
  }

  /// Whether each image's content has all its vectors, in the catalog or in the batch itself.
  private func completeImages(_ batch: DescribedBatch) throws -> [Bool] {
    var coming: [ContentDigest: Set<DescriptorRecord.ID>] = [:]
    for (target, vectors) in zip(targets, batch.vectors) {
      for digest in vectors.digests { coming[digest, default: []].insert(target.id) }
    }
    return try catalog.read { reader in
      try batch.images.map { image in
        let new = coming[image.digest] ?? []
        if new.count == targets.count { return true }
        guard let known = try reader.rows(forDigest: image.digest) else { return false }
        return targets.allSatisfy { new.contains($0.id) || known[$0.id] != nil }
      }
    }
  }
}
