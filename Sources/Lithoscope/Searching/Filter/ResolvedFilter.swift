import Catalog
import Foundation
import Imaging
import VectorSearch

/// A filter whose keys, labels and table were found in a collection.
struct ResolvedFilter {
  /// The rows that at least one image that passes has.
  private(set) var rows = RowSet()
  /// The images that pass.
  private(set) var images = 0

  private let labels: Set<String>?
  private let tests: [(key: FilterKey, test: FilterTest)]
  private let table: JoinedTable?
  private let reader: CatalogReader

  /// Applies a filter to all images that a descriptor has vectors of.
  ///
  /// - Parameter folder: the collection's folder.
  /// - Throws: ``FilterError``.
  init(_ filter: ImageFilter, _ record: DescriptorRecord, _ reader: CatalogReader, folder: String) throws {
    self.reader = reader
    labels = filter.labels.isEmpty ? nil : try Self.known(filter.labels, reader)
    let keys = try filter.conditions.map { try FilterKey($0.key, table: filter.table) }
    tests = zip(keys, filter.conditions).map { key, condition in
      let isText = key == .exif(ExifKey.dateTaken.rawValue) || key == .path
      let decimalComma = key.isColumn && filter.table?.delimiter == ";"
      return (key, FilterTest(condition, asText: isText, decimalComma: decimalComma))
    }
    table =
      keys.contains(where: \.isColumn) ? try filter.table.map { try JoinedTable($0, folder: folder) } : nil

    var joined = 0
    var example: RelativePath?
    let needsExif = keys.contains(where: \.isExif)
    try reader.forEachImage(of: record.id, withExif: needsExif) { row, image, exif in
      if let table, table.row(image.path) != nil { joined += 1 }
      if table != nil { example = example.map { min($0, image.path) } ?? image.path }
      guard passes(image, exif) else { return }
      rows.insert(row)
      images += 1
    }
    if let table, joined == 0 {
      throw FilterError.foreignTable(path: table.table.path, example: example?.string ?? "gneiss/01.jpg")
    }
  }

  /// Whether an image passes: one of several with the same content, perhaps, of which others do not.
  func passes(_ image: ImageRecord) throws -> Bool {
    let needsExif = tests.contains { $0.key.isExif }
    return passes(image, needsExif ? try reader.exif(at: image.path) : nil)
  }

  private func passes(_ image: ImageRecord, _ exif: String?) -> Bool {
    if let labels, !labels.contains(image.label?.lowercased() ?? "") { return false }
    let fields = exif.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
    let row = table.flatMap { $0.row(image.path) }
    return tests.allSatisfy { key, test in
      switch key {
      case .label: test.holds(for: image.label ?? "")
      case .path: test.holds(for: image.path.string)
      case .format: test.holds(for: image.format)
      case .width: test.holds(for: "\(image.width)")
      case .height: test.holds(for: "\(image.height)")
      case .exif(let field): test.holds(for: fields[field] ?? "")
      case .column(let column): test.holds(for: row.flatMap { table?.table.rows[$0][column] } ?? "")
      }
    }
  }

  /// Labels as they are compared; one that no image has is a slip of the pen.
  private static func known(_ labels: [String], _ reader: CatalogReader) throws -> Set<String> {
    let there = try reader.labels().map { $0.label ?? "" }
    let lower = Set(there.map { $0.lowercased() })
    for label in labels where !label.isEmpty && !lower.contains(label.lowercased()) {
      throw FilterError.unknownLabel(label, labels: there)
    }
    return Set(labels.map { $0.lowercased() })
  }
}
