import Catalog
import VectorSearch

/// The rows of a descriptor as they are compared: whitened where the collection has a whitening of it, and raw
/// where it has none, because it is small or its first run is not over.
///
/// Rows that were added since the file of whitened vectors was written are whitened in memory, so that all are
/// there and all comparable, whatever an indexing run is doing meanwhile. The same goes for an index: what it does not
/// cover is searched exactly, and so is everything where it cannot be used.
struct SearchableVectors: Sendable {
  /// The rows, as many as the record has.
  let index: JoinedIndex
  /// What a query's raw vector goes through before it is compared; nil where rows are raw.
  let whitening: Whitening?
  /// By what they are searched.
  let searched: SearchedIndex
  /// Why the collection's index is not used; nil where it is, or none was wanted.
  let problem: IndexProblem?

  private let head: VectorMatrix
  private let tail: VectorMatrix?

  /// Opens a descriptor's vectors. Catalog and files belong together: call it inside of
  /// ``OpenCollection/read(_:)``, which tries again when a file was replaced meanwhile.
  ///
  /// - Parameters:
  ///   - components: of the descriptor's vector, if it is to be whitened.
  ///   - use: which index is opened; none for who looks at the rows alone.
  init(
    _ record: DescriptorRecord, _ reader: CatalogReader, layout: CollectionLayout,
    components: [ComponentLayout]?, use: IndexUse = .none
  ) throws {
    let raw = try VectorMatrix(
      path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension, rows: record.rowCount)
    guard let components, let known = try reader.whitening(of: record.id),
      let whitening = Whitening(known, components)
    else {
      (head, tail, whitening) = (raw, nil, nil)
      let opened = try OpenedIndex(record, reader, over: raw, of: record.vectorFile, layout: layout, use: use)
      (searched, problem) = (opened.searched, opened.problem)
      index = JoinedIndex(opened.index, over: raw)
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
    let opened = try OpenedIndex(record, reader, over: head, of: known.file, layout: layout, use: use)
    (searched, problem) = (opened.searched, opened.problem)
    index = JoinedIndex(opened.index, over: head, tail)
  }

  /// A copy of one row.
  func row(_ index: Int) -> [Float] {
    guard let tail, index >= head.count else { return head.row(index) }
    return tail.row(index - head.count)
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
