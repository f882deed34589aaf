import Catalog
import Glibc
import VectorSearch

/// Keeps the whitened vectors of a collection up to date with its raw ones; only for who holds the collection's
/// lock, and when the raw ones are complete.
///
/// The raw vectors are the truth. Whitened ones are written behind those that count, or into a new file, and
/// synchronised; the transaction that makes them count comes after, and the deletion of an old file last. Killed
/// anywhere between, a run leaves a collection that answers, and the next one finishes the work.
struct WhiteningUpkeep {
  let layout: CollectionLayout
  let catalog: Catalog
  let choice: WhiteningChoice

  /// Rows that are whitened before they are written: some megabytes.
  private static let rowsAtOnce = 1024

  /// Brings the whitened vectors of all descriptors up to date.
  ///
  /// - Throws: `VectorFileError` or `CatalogError`, such as a full disk; `WhiteningError`.
  func run(_ members: [DescriptorSet.Member]) throws {
    for member in members {
      let place = try catalog.read { reader in
        try reader.descriptor(member.record.id).map { record in
          Place(
            record: record, dead: RowSet(try reader.holes(of: record.id), below: record.rowCount),
            living: try reader.rowsByDigest(of: record.id), known: try reader.whitening(of: record.id))
        }
      }
      guard let place else { continue }
      try update(place, choice.components(member.descriptor))
    }
  }

  /// A descriptor's vectors at one moment.
  private struct Place {
    let record: DescriptorRecord
    let dead: RowSet
    /// The rows that count, in an order that does not depend on how they came there: so the same images are
    /// whitened in the same way, to the last bit, also after a run that was killed.
    let living: [Int]
    let known: WhiteningRecord?
  }

  private func update(_ place: Place, _ components: [ComponentLayout]?) throws {
    let record = place.record
    let living = place.living
    guard let components, living.count >= Whitening.fewestRows else { return try forget(place) }
    let usable = place.known.flatMap { known in
      Whitening(known, components).flatMap { file(of: known, record) == nil ? nil : (known, $0) }
    }
    let step = WhiteningStep(
      usable?.0, rows: record.rowCount, contents: living.count, largest: choice.largest)
    if step == .nothing { return }

    let matrix = try VectorMatrix(
      path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension, rows: record.rowCount)
    if step == .append, let (known, whitening) = usable, let file = file(of: known, record) {
      try write(whitening, matrix, place.dead, to: file)
      return try catalog.extendWhitening(of: record.id, from: known.rowCount, to: record.rowCount)
    }
    guard let whitening = try Whitening(fittedTo: matrix, rows: living, layout: components) else {
      return try forget(place)
    }
    let name = VectorFileName.whitened(record.vectorFile, after: place.known?.file)
    // Whatever a killed run has left under the name is another file, in case that somebody maps it.
    unlink(layout.vectorFile(name))
    try write(
      whitening, matrix, place.dead,
      to: VectorFile(path: layout.vectorFile(name), dimension: matrix.dimension, committedRows: 0))
    try catalog.setWhitening(
      WhiteningRecord(
        file: name, rowCount: record.rowCount, parameters: whitening.encoded, fittedRows: record.rowCount,
        fittedContents: living.count, created: WallClock.now),
      of: record.id)
    if let old = place.known?.file { unlink(layout.vectorFile(old)) }
  }

  /// The file that the catalog knows, without what a killed run has left at its end; nil where it is gone or
  /// rows are missing.
  private func file(of known: WhiteningRecord, _ record: DescriptorRecord) -> VectorFile? {
    guard known.rowCount > 0 else { return nil }
    return try? VectorFile(
      path: layout.vectorFile(known.file), dimension: record.stamp.dimension, committedRows: known.rowCount)
  }

  /// Writes the rows that a file lacks.
  private func write(_ whitening: Whitening, _ matrix: VectorMatrix, _ dead: RowSet, to file: VectorFile)
    throws
  {
    while file.rowCount < matrix.count {
      let rows = file.rowCount..<min(file.rowCount + Self.rowsAtOnce, matrix.count)
      try file.append(whitening.apply(toRows: rows, of: matrix, skipping: dead))
    }
    try file.synchronize()
  }

  private func forget(_ place: Place) throws {
    guard let known = place.known else { return }
    try catalog.removeWhitening(of: place.record.id)
    unlink(layout.vectorFile(known.file))
  }
}
