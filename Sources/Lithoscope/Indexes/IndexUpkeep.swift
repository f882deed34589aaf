import Catalog
import Glibc
import VectorSearch

/// Keeps the indexes of a collection up to date with its vectors; only for who holds the collection's lock, and when
/// the vectors are complete, whitened ones included.
///
/// The vectors are the truth. An index is written into files of new names, which are synchronised and hashed; the
/// transaction that makes them count comes after, and the deletion of old files last. Killed anywhere between, a run
/// leaves a collection that answers, and the next one finishes the work.
struct IndexUpkeep {
  let layout: CollectionLayout
  let catalog: Catalog
  let whitening: WhiteningChoice
  let choice: IndexChoice
  let threads: Int
  /// Told how far the index of a descriptor is; false stops.
  let observe: (_ descriptor: String, _ done: Int, _ total: Int) -> Bool

  /// Rows that are drawn as queries to measure an index with: enough to tell .99 from .98.
  static let measuredQueries = 200
  /// The neighbours that are looked for then.
  static let measuredNeighbours = 10
  /// Where their drawing starts.
  static let seed: UInt64 = 0

  private var folder: IndexFolder { IndexFolder(layout: layout) }

  /// Brings the indexes of all descriptors up to date.
  ///
  /// - Returns: what there is now; nil when it was stopped, which leaves what there was.
  /// - Throws: `IndexFileError`, `VectorFileError` or `CatalogError`, such as a full disk.
  func run(_ members: [DescriptorSet.Member]) throws -> [IndexOutcome]? {
    try removeOrphans()
    var outcomes: [IndexOutcome] = []
    for member in members {
      let place = try catalog.read { reader in
        try reader.descriptor(member.record.id).map { record in
          Place(
            record: record,
            file: try ComparedFile(record, reader, components: whitening.components(member.descriptor)),
            holes: try reader.holes(of: record.id), known: try reader.index(of: record.id),
            settings: try ImageCollection.indexSettings(reader))
        }
      }
      guard let place else { continue }
      guard let outcome = try update(place) else { return nil }
      outcomes.append(outcome)
    }
    try removeOrphans()
    return outcomes
  }

  /// A descriptor's vectors at one moment.
  private struct Place {
    let record: DescriptorRecord
    let file: ComparedFile
    let holes: [Int]
    let known: IndexRecord?
    let settings: IndexSettings
  }

  private func update(_ place: Place) throws -> IndexOutcome? {
    let name = place.record.name
    let living = place.file.rows - place.holes.count { $0 < place.file.rows }
    guard living > 0 else { return try forget(place) }
    let settings = place.settings
    let kind = settings.kind ?? choice.kind(rows: living, dimension: place.record.stamp.dimension)
    let copyFormat =
      kind == .exact
      ? choice.exactCopy(rows: living, dimension: place.record.stamp.dimension) : IndexChoice.copyFormat
    guard let copyFormat else { return try forget(place) }

    let matrix = try VectorMatrix(
      path: layout.vectorFile(place.file.name), dimension: place.record.stamp.dimension, rows: place.file.rows
    )
    let dead = RowSet(place.holes, below: matrix.count)
    let parameters = settings.parameters(of: kind)
    let known = place.known.flatMap {
      try? StoredIndex($0, over: matrix, of: place.file.name, layout: layout)
    }
    let step = IndexStep(
      known?.record, kind: kind, parameters: parameters, rows: matrix.count,
      dead: { rows in place.holes.count { $0 < rows } })
    if step == .nothing, let known { return try keep(known, place, matrix, dead) }

    var stopwatch = Stopwatch()
    try folder.make()
    let stem = folder.nextStem(name)
    let builder = IndexBuilder(
      settings: settings, threads: threads, observe: { observe(name, $0, $1) })
    let old = step == .extend ? known?.record.files.last.map { layout.indexFile($0.name) } : nil
    guard
      let endings = try builder.build(
        kind, over: matrix, without: dead, at: layout.indexFile(stem), copyFormat: copyFormat,
        extending: old)
    else { return nil }
    folder.synchronize()
    var files: [IndexFileRecord] = []
    for ending in endings {
      let file = "\(stem).\(ending)"
      files.append(try IndexFileRecord(hashing: file, at: layout.indexFile(file)))
    }
    let index = try IndexBuilder.open(kind, files.map { layout.indexFile($0.name) }, over: matrix)
    guard let measured = try measure(index, kind, settings, place, matrix, dead) else { return nil }
    let deadRows = step == .extend ? known?.record.deadRows : place.holes.count { $0 < matrix.count }
    let record = IndexRecord(
      asked: settings.asked, kind: kind.rawValue, parameters: parameters, vectorFile: place.file.name,
      rows: matrix.count, deadRows: deadRows ?? 0, files: files, recall: measured.recall,
      wantedRecall: settings.recall, effort: measured.effort, queries: measured.queries)
    try catalog.setIndex(record, of: place.record.id)
    return Self.outcome(record, kind, place, seconds: stopwatch.lap())
  }

  /// Leaves an index as it is, but for what is known of it: the stamps of files that were copied, and the effort where
  /// another recall is wanted.
  private func keep(_ known: StoredIndex, _ place: Place, _ matrix: VectorMatrix, _ dead: RowSet) throws
    -> IndexOutcome?
  {
    var record = known.record
    record.asked = place.settings.asked
    if record.wantedRecall != place.settings.recall {
      let covered = VectorMatrix(rows: 0..<record.rows, of: matrix)
      guard let measured = try measure(known.index, known.kind, place.settings, place, covered, dead) else {
        return nil
      }
      record.wantedRecall = place.settings.recall
      (record.recall, record.effort, record.queries) = (measured.recall, measured.effort, measured.queries)
    }
    if record != place.known { try catalog.setIndex(record, of: place.record.id) }
    return Self.outcome(record, known.kind, place, seconds: nil)
  }

  private func measure(
    _ index: any VectorIndex, _ kind: IndexKind, _ settings: IndexSettings, _ place: Place,
    _ matrix: VectorMatrix, _ dead: RowSet
  ) throws -> (recall: Double, effort: Int?, queries: Int)? {
    guard kind != .exact else { return (1, nil, 0) }
    let goesOn = { observe(place.record.name, matrix.count, matrix.count) }
    let ladder = EffortLadder(
      kind, rows: matrix.count, trees: settings.trees, k: Self.measuredNeighbours)
    guard
      let truth = try TrueNeighbours(
        in: matrix, without: dead, compact: (index as? HNSWIndex)?.compact, count: Self.measuredQueries,
        k: Self.measuredNeighbours, seed: Self.seed,
        threads: threads, goesOn: goesOn),
      let found = try EffortChoice(
        for: index, efforts: ladder.efforts, against: truth, reaching: settings.recall, goesOn: goesOn)
    else { return nil }
    return (found.recall, found.effort, truth.queries.count)
  }

  /// Small collections are searched without any file.
  private func forget(_ place: Place) throws -> IndexOutcome {
    if place.known != nil { try catalog.removeIndex(of: place.record.id) }
    return IndexOutcome(
      descriptor: place.record.name, kind: .exact, wasBuilt: false, seconds: 0, recall: 1, effort: nil,
      bytes: 0)
  }

  private static func outcome(_ record: IndexRecord, _ kind: IndexKind, _ place: Place, seconds: Double?)
    -> IndexOutcome
  {
    IndexOutcome(
      descriptor: place.record.name, kind: kind, wasBuilt: seconds != nil, seconds: seconds ?? 0,
      recall: record.recall, effort: record.effort, bytes: record.files.reduce(0) { $0 + $1.bytes })
  }

  private func removeOrphans() throws {
    let named = try catalog.read { reader in
      Set(try reader.indexes().flatMap { $0.files.map(\.name) })
    }
    folder.removeAll(except: named)
  }
}
