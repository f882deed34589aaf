import Catalog
import Descriptors
import Evaluation
import VectorSearch

/// The vectors of a collection's images as an evaluation wants them.
struct CollectionVectors {
  /// Descriptors and their vectors, mapped, with the row of each content.
  private struct Source {
    let matrix: VectorMatrix
    let rows: [ContentDigest: Int]
  }

  private var sources: [String: Source] = [:]
  /// Those that were imported.
  private var imported: [String] = []

  /// Maps the vectors of some descriptors; catalog and vector files belong together.
  init(_ records: [DescriptorRecord], of collection: ImageCollection, _ reader: CatalogReader) throws {
    let layout = collection.layout
    for record in records {
      let rows = try reader.rows(of: record.id)
      let raw = try VectorMatrix(
        path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension, rows: record.rowCount)
      sources[record.name] = Source(matrix: raw, rows: rows)
      if record.stamp.isImported { imported.append(record.name) }
      guard let components = collection.whitening.components(try collection.learned.descriptor(record)) else {
        continue
      }
      let compared = try SearchableVectors(record, reader, layout: layout, components: components)
      guard compared.whitening != nil else { continue }
      sources[record.name] = Source(matrix: try compared.matrix(), rows: rows)
      sources[Self.unwhitened(record.name)] = Source(matrix: raw, rows: rows)
    }
  }

  /// What the vectors of a descriptor are called as they were before they were whitened.
  static func unwhitened(_ descriptor: String) -> String { "\(descriptor), unwhitened" }

  /// Whether a descriptor's vectors are whitened, so that there are others to compare them with.
  func isWhitened(_ descriptor: String) -> Bool { sources[Self.unwhitened(descriptor)] != nil }

  /// Whether a content has a vector of every descriptor.
  func isComplete(_ digest: ContentDigest) -> Bool { sources.values.allSatisfy { $0.rows[digest] != nil } }

  /// The imported descriptor that one of some contents lacks: nobody can compute it.
  func importedLacking(_ digests: [ContentDigest]) -> String? {
    imported.first { name in digests.contains { sources[name]?.rows[$0] == nil } }
  }

  /// The vectors of images, all of them complete, by some descriptors: parts with equal shares.
  func vectors(named name: String, of descriptors: [String], _ images: [ContentDigest]) -> EvaluatedVectors {
    let parts = descriptors.compactMap { sources[$0] }.map { source in
      source.matrix.withRows(0..<source.matrix.count) { floats in
        VectorPart(
          floats, owner: source.matrix, rowStride: source.matrix.dimension,
          rows: images.compactMap { source.rows[$0] }, share: 1 / Float(descriptors.count))
      }
    }
    return EvaluatedVectors(name: name, parts: parts)
  }
}
