import Catalog

/// A table joined to a collection's images by its column `path`.
struct JoinedTable {
  let table: CSVTable
  private let exact: [RelativePath: Int]
  /// The same text may be written in several Unicode forms, and a table made elsewhere has another than the disk.
  private let similar: [String: Int]

  /// Joins a table.
  ///
  /// - Parameter folder: the collection's folder; absolute paths below it count as well.
  /// - Throws: ``FilterError``.
  init(_ table: CSVTable, folder: String) throws(FilterError) {
    guard let column = table.column("path") else {
      throw .tableWithoutPaths(path: table.path, columns: table.columns)
    }
    var exact: [RelativePath: Int] = [:]
    var similar: [String: Int] = [:]
    for (row, fields) in table.rows.enumerated() {
      let written = fields[column]
      guard let path = RelativePath(Self.relative(written, folder)) else { continue }
      guard exact.updateValue(row, forKey: path) == nil else {
        throw .imageTwice(path: table.path, line: table.line(ofRow: row), image: written)
      }
      similar[path.string] = row
    }
    self.table = table
    self.exact = exact
    self.similar = similar
  }

  /// The row about an image.
  func row(_ path: RelativePath) -> Int? { exact[path] ?? similar[path.string] }

  /// The path without what leads to the collection's folder.
  private static func relative(_ path: String, _ folder: String) -> String {
    for prefix in ["./", folder + "/"] where path.hasPrefix(prefix) {
      return String(path.dropFirst(prefix.count))
    }
    return path
  }
}
