import Catalog
import VectorSearch

/// The rows of a descriptor as they are compared: whitened where the collection has a whitening of it, and raw
/// where it has none, because it is small or its first run is not over.
///
/// Rows that were added since the file of whitened vectors was written are whitened in memory, so that all are
/// there and all comparable, whatever an indexing run is doing meanwhile.
struct SearchableVectors: Sendable {
  /// The rows, as many as the record has.
  let index: JoinedIndex
  /// What a query's raw vector goes through before it is compared; nil where rows are raw.
  let whitening: Whitening?

  private let head: VectorMatrix
  private let tail: VectorMatrix?

  /// Opens a descriptor's vectors. Catalog and files belong together: call it inside of
  /// ``OpenCollection/read(_:)``, which tries again when a file was replaced meanwhile.
  ///
  /// - Parameter components: of the descriptor's vector, if it is to be whitened.
  init(
    _ record: DescriptorRecord, _ reader: CatalogReader, layout: CollectionLayout,
    components: [ComponentLayout]?
  ) throws {
    let raw = try VectorMatrix(
      path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension, rows: record.rowCount)
    guard let components, let known = try reader.whitening(of: record.id),
      let whitening = Whitening(known, components)
    else {
      (head, tail, whitening) = (raw, nil, nil)
      index = JoinedIndex(head)
      return
    }
    self.whitening = whitening
    let written = Self.written(known, for: record, layout)
    if let written, written.count == record.rowCount {
      (head, tail) = (written, nil)
    } else {
      head = try written ?? VectorMatrix(components: [], dimension: raw.dimension)
      let dead = RowSet(try reader.holes(of: record.id), below: record.rowCount)
      tail = try VectorMatrix(
        components: whitening.apply(toRows: head.count..<raw.count, of: raw, skipping: dead),
        dimension: raw.dimension)
    }
    index = JoinedIndex(head, tail)
  }

  /// A raw vector, a query's or a member's, as it is compared with the rows.
  func comparable(_ raw: [Float]) -> [Float] { whitening?.apply(raw) ?? raw }

  /// All rows as one matrix. They are copied where some of them are in memory only.
  func matrix() throws -> VectorMatrix {
    guard let tail else { return head }
    let all = [head, tail].flatMap { part in (0..<part.count).flatMap { part.row($0) } }
    return try VectorMatrix(components: all, dimension: head.dimension)
  }

  /// The whitened rows that are on the disk; whole groups of them where there are less than the descriptor's.
  ///
  /// None where the file cannot be opened: the catalog may have forgotten it since, or somebody has deleted it,
  /// and either way everything can be made from the raw vectors.
  private static func written(
    _ known: WhiteningRecord, for record: DescriptorRecord, _ layout: CollectionLayout
  ) -> VectorMatrix? {
    let rows =
      known.rowCount >= record.rowCount
      ? record.rowCount : known.rowCount / JoinedIndex.granularity * JoinedIndex.granularity
    guard rows > 0 else { return nil }
    return try? VectorMatrix(
      path: layout.vectorFile(known.file), dimension: record.stamp.dimension, rows: rows)
  }
}

extension Whitening {
  /// The whitening that a catalog keeps; nil for one that is damaged, or was made for other components.
  init?(_ record: WhiteningRecord, _ components: [ComponentLayout]) {
    self.init(encoded: record.parameters)
    guard layout == components else { return nil }
  }
}
