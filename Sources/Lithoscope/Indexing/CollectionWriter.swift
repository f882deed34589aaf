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
          // A pass before this one may have added rows.
          committedRows: try catalog.read { try $0.descriptor(member.record.id) }?.rowCount ?? 0))
    }
  }

  /// Keeps a batch, all of it or nothing, but for images that were overtaken.
  ///
  /// An image is read while earlier ones still wait to be kept. If its bytes were known then, they may not be
  /// any more: the only file that had them has other ones now, as when the names of a series were shifted.
  ///
  /// - Returns: the files whose bytes are not known any more; they must be read again.
  /// - Throws: the vector file's or the catalog's error, such as a full disk.
  func commit(_ batch: DescribedBatch) throws -> [RelativePath] {
    var catalogBatch = CatalogBatch()
    catalogBatch.contents = batch.contents
    let overtaken = try overtakenContents(batch)
    catalogBatch.images = batch.images.filter { !overtaken.contains($0.digest) }
    catalogBatch.failures = batch.failures
    catalogBatch.removals = batch.removals
    for (target, vectors) in zip(targets, batch.vectors) where !vectors.digests.isEmpty {
      catalogBatch.embeddings.append(
        EmbeddedRows(descriptor: target.id, firstRow: target.file.rowCount, digests: vectors.digests))
      try target.file.append(vectors.values)
      try target.file.synchronize()
    }
    try catalog.commit(catalogBatch)
    return batch.images.filter { overtaken.contains($0.digest) }.map(\.path)
  }

  /// Contents of a batch's images that would lack a vector once it is kept.
  private func overtakenContents(_ batch: DescribedBatch) throws -> Set<ContentDigest> {
    let described = batch.vectors.map { Set($0.digests) }
    let doubtful = Set(batch.images.map(\.digest)).filter { digest in
      !described.allSatisfy { $0.contains(digest) }
    }
    guard !doubtful.isEmpty else { return [] }
    return try catalog.read { reader in
      try doubtful.filter { digest in
        let rows = try reader.rows(forDigest: digest) ?? [:]
        return zip(targets, described).contains { target, described in
          rows[target.id] == nil && !described.contains(digest)
        }
      }
    }
  }
}
