import Catalog
import Imaging

/// Where an image's value for a condition comes from.
enum FilterKey: Equatable {
  case label
  case path
  case format
  case width
  case height
  case exif(String)
  case column(Int)

  private static let own: [(name: String, key: FilterKey)] = [
    ("label", .label), ("path", .path), ("format", .format), ("width", .width), ("height", .height),
  ]
  private static let exifPrefix = "exif."
  private static let tablePrefix = "table."

  /// Finds a key by its name; upper and lower case do not count.
  ///
  /// The collection's own keys come first, then the table's columns, then EXIF; `table.NAME` and `exif.NAME` say
  /// which is meant.
  ///
  /// - Throws: ``FilterError/unknownKey(_:keys:columns:)``.
  init(_ name: String, table: CSVTable?) throws(FilterError) {
    let lower = name.lowercased()
    if let key = Self.own.first(where: { $0.name == lower })?.key {
      self = key
    } else if let column = table?.column(lower) {
      self = .column(column)
    } else if lower.hasPrefix(Self.tablePrefix),
      let column = table?.column(
        String(lower.dropFirst(Self.tablePrefix.count)))
    {
      self = .column(column)
    } else if let field = ExifKey(
      rawValue: lower.hasPrefix(Self.exifPrefix) ? String(lower.dropFirst(Self.exifPrefix.count)) : lower)
    {
      self = .exif(field.rawValue)
    } else {
      let columns = table.map { table in
        table.columns.filter { !$0.isEmpty && table.column($0) != table.column("path") }
      }
      throw .unknownKey(
        name, keys: Self.own.map(\.name) + ExifKey.allCases.map(\.rawValue), columns: columns ?? [])
    }
  }

  /// Whether the value is in the image's EXIF.
  var isExif: Bool {
    if case .exif = self { true } else { false }
  }

  /// Whether the value comes from the table.
  var isColumn: Bool {
    if case .column = self { true } else { false }
  }
}
