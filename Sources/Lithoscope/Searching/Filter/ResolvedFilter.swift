import Catalog
import VectorSearch

/// A filter whose keys, labels and table were found in a collection.
struct ResolvedFilter {
  /// The rows that at least one image that passes has.
  private(set) var rows = RowSet()
  /// The images that pass.
  private(set) var images = 0

  private let rule: FilterRule
  private let reader: CatalogReader

  /// Applies a filter to all images that a descriptor has vectors of.
  ///
  /// - Parameter folder: the collection's folder.
  /// - Throws: ``FilterError``.
  init(_ filter: ImageFilter, _ record: DescriptorRecord, _ reader: CatalogReader, folder: String) throws {
    self.reader = reader
    rule = try FilterRule(filter, labels: { try reader.labels().map { $0.label ?? "" } }, folder: folder)

    var joined = 0
    var example: RelativePath?
    try reader.forEachImage(of: record.id, withExif: rule.needsExif) { row, image, exif in
      if let table = rule.table {
        if table.row(image.path) != nil { joined += 1 }
        example = example.map { min($0, image.path) } ?? image.path
      }
      guard rule.passes(image, exif: exif) else { return }
      rows.insert(row)
      images += 1
    }
    if let table = rule.table, joined == 0 {
      throw FilterError.foreignTable(path: table.table.path, example: example?.string ?? "gneiss/01.jpg")
    }
  }

  /// Whether an image passes: one of several with the same content, perhaps, of which others do not.
  func passes(_ image: ImageRecord) throws -> Bool {
    rule.passes(image, exif: rule.needsExif ? try reader.exif(at: image.path) : nil)
  }
}
