import Catalog
import Glibc
import VectorSearch

/// Keeps the folder of vector files tidy; only for who holds the collection's lock.
struct VectorStorage {
  let layout: CollectionLayout
  let catalog: Catalog

  /// A file is rewritten once so many of its rows are dead: a quarter, and not only a few.
  private static let deadShare = 4
  private static let fewRows = 256

  /// Deletes vector files that no descriptor names: left by a crash, or by a rebuild.
  func removeOrphans() throws {
    let named = Set(
      try catalog.read { try $0.descriptors().map(\.vectorFile) + $0.whitenings().map(\.file) })
    guard let folder = opendir(layout.vectors) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(VectorFileName.ending), !named.contains(name) { unlink(layout.vectorFile(name)) }
    }
  }

  /// Cuts off what a crash left behind the rows that count.
  ///
  /// - Throws: `VectorFileError` for a file that is missing or too short, also when no image has changed.
  func check() throws {
    for descriptor in try catalog.read({ try $0.descriptors() }) {
      _ = try VectorFile(
        path: layout.vectorFile(descriptor.vectorFile), dimension: descriptor.stamp.dimension,
        committedRows: descriptor.rowCount)
    }
  }

  /// Rewrites files with many dead rows under a new name.
  func compact() throws {
    for descriptor in try catalog.read({ try $0.descriptors() }) {
      let holes = try catalog.read { try $0.holes(of: descriptor.id) }
      guard holes.count > Self.fewRows, holes.count * Self.deadShare > descriptor.rowCount else { continue }
      try rewrite(descriptor, without: holes)
    }
  }

  private func rewrite(_ descriptor: DescriptorRecord, without holes: [Int]) throws {
    let name = VectorFileName.next(descriptor.name, after: descriptor.vectorFile)
    let old = layout.vectorFile(descriptor.vectorFile)
    let matrix = try VectorMatrix(
      path: old, dimension: descriptor.stamp.dimension, rows: descriptor.rowCount)
    let dead = RowSet(holes, below: descriptor.rowCount)
    let file = try VectorFile(
      path: layout.vectorFile(name), dimension: descriptor.stamp.dimension, committedRows: 0)
    try file.append(rowsOf: matrix, skipping: dead)
    try file.synchronize()
    let living = (0..<descriptor.rowCount).filter { !dead.contains($0) }
    try catalog.replaceVectorFile(of: descriptor.id, with: name, rows: living)
    unlink(old)
  }
}
