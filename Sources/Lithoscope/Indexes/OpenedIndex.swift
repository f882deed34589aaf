import Catalog
import VectorSearch

/// What searches the first rows of a matrix: the collection's index where it can be used, and exact search where it
/// cannot.
struct OpenedIndex {
  let index: any VectorIndex
  let searched: SearchedIndex
  /// Why the collection's index is not used; nil where it is, or none was wanted.
  let problem: IndexProblem?

  /// Opens the index of a descriptor.
  ///
  /// - Parameters:
  ///   - matrix: the rows of the file `file`, raw or whitened, that are compared.
  ///   - use: whether it is wanted.
  init(
    _ record: DescriptorRecord, _ reader: CatalogReader, over matrix: VectorMatrix, of file: String,
    layout: CollectionLayout, use: IndexUse
  ) throws {
    guard case .stored(let effort, let choice) = use else {
      self.init(exactlyOver: matrix, problem: nil)
      return
    }
    guard let known = try reader.index(of: record.id) else {
      self.init(exactlyOver: matrix, problem: try Self.missing(record, reader, choice))
      return
    }
    do {
      let stored = try StoredIndex(known, over: matrix, of: file, layout: layout)
      self.init(
        index: stored.index, searched: SearchedIndex(stored, effort: effort), problem: nil)
    } catch {
      // A copy that only makes exact search faster is not worth a word.
      let isMissed = known.kind != IndexKind.exact.rawValue || error != .otherVectors
      self.init(exactlyOver: matrix, problem: isMissed ? error : nil)
    }
  }

  private init(exactlyOver matrix: VectorMatrix, problem: IndexProblem?) {
    self.init(index: ExactIndex(matrix), searched: .exact, problem: problem)
  }

  private init(index: any VectorIndex, searched: SearchedIndex, problem: IndexProblem?) {
    self.index = index
    self.searched = searched
    self.problem = problem
  }

  /// What is missing where the catalog knows of no index: nothing where exact search is what is wanted.
  private static func missing(_ record: DescriptorRecord, _ reader: CatalogReader, _ choice: IndexChoice)
    throws -> IndexProblem?
  {
    let living = record.rowCount - (try reader.holes(of: record.id).count)
    let kind =
      try ImageCollection.indexSettings(reader).kind
      ?? choice.kind(rows: living, dimension: record.stamp.dimension)
    return kind == .exact || living <= 0 ? nil : .missing(kind: kind)
  }
}
