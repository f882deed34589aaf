import Catalog
import Descriptors
import VectorSearch

/// Makes the vectors of trained models from those of their bases, where the collection has these: a model that was
/// trained on a collection describes it in a moment, without a look at the images.
struct DerivedVectors {
  let collection: ImageCollection
  let catalog: Catalog

  /// Vectors that go through a head and into a transaction at once.
  private static let rowsAtOnce = 1024

  /// Makes and keeps what can be made.
  ///
  /// - Returns: the contents that got vectors.
  /// - Throws: the vector file's or the catalog's error, such as a full disk.
  func run(_ descriptors: DescriptorSet) throws -> Set<ContentDigest> {
    var done: Set<ContentDigest> = []
    for (place, member) in descriptors.members.enumerated() {
      guard let model = member.descriptor.learned else { continue }
      let known = try catalog.read { reader -> (matrix: VectorMatrix, rows: [(ContentDigest, Int)])? in
        guard
          let base = try BaseVectors.member(for: model, reader, precision: descriptors.precision)?.record
        else { return nil }
        let rows = try reader.rows(of: base.id)
        let lacking = try reader.contents(missing: member.record.id).map(\.digest)
        let matrix = try VectorMatrix(
          path: collection.layout.vectorFile(base.vectorFile), dimension: base.stamp.dimension,
          rows: base.rowCount)
        return (matrix, lacking.compactMap { digest in rows[digest].map { (digest, $0) } })
      }
      guard let known, !known.rows.isEmpty else { continue }
      let writer = try CollectionWriter(catalog: catalog, layout: collection.layout, descriptors: descriptors)
      let head = try LearnedVectors(model)
      for start in stride(from: 0, to: known.rows.count, by: Self.rowsAtOnce) {
        let piece = known.rows[start..<min(start + Self.rowsAtOnce, known.rows.count)]
        var batch = DescribedBatch(descriptorCount: descriptors.members.count)
        for ((digest, _), vector) in zip(piece, try head.vectors(of: piece.map { known.matrix.row($0.1) })) {
          // What says nothing is left to be refused with its reason when the image is described.
          guard let vector else { continue }
          batch.vectors[place].digests.append(digest)
          batch.vectors[place].values += vector
          done.insert(digest)
        }
        _ = try writer.commit(batch)
      }
    }
    return done
  }
}
