import Catalog
import Foundation
import Imaging

/// A filter whose keys, labels and table were found: it says of an image whether it passes.
struct FilterRule {
  private let labels: Set<String>?
  private let tests: [(key: FilterKey, test: FilterTest)]
  /// The table, where a condition asks for one of its columns.
  let table: JoinedTable?

  /// Whether an image's EXIF fields have to be known.
  let needsExif: Bool

  /// Finds what a filter names.
  ///
  /// - Parameters:
  ///   - labels: those that the collection has; the empty text for images without one.
  ///   - folder: the collection's folder.
  /// - Throws: ``FilterError``.
  init(_ filter: ImageFilter, labels: () throws -> [String], folder: String) throws {
    self.labels = filter.labels.isEmpty ? nil : try Self.known(filter.labels, among: labels())
    let keys = try filter.conditions.map { try FilterKey($0.key, table: filter.table) }
    tests = zip(keys, filter.conditions).map { key, condition in
      let isText = key == .exif(ExifKey.dateTaken.rawValue) || key == .path
      let decimalComma = key.isColumn && filter.table?.delimiter == ";"
      return (key, FilterTest(condition, asText: isText, decimalComma: decimalComma))
    }
    table =
      keys.contains(where: \.isColumn) ? try filter.table.map { try JoinedTable($0, folder: folder) } : nil
    needsExif = keys.contains(where: \.isExif)
  }

  /// Whether an image passes.
  ///
  /// - Parameter exif: its EXIF fields as one JSON object.
  func passes(_ image: ImageRecord, exif: String?) -> Bool {
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
  private static func known(_ labels: [String], among there: [String]) throws -> Set<String> {
    let lower = Set(there.map { $0.lowercased() })
    for label in labels where !label.isEmpty && !lower.contains(label.lowercased()) {
      throw FilterError.unknownLabel(label, labels: there)
    }
    return Set(labels.map { $0.lowercased() })
  }
}
