import VectorSearch

/// The images of a snapshot that pass a filter.
struct SnapshotFilter: Sendable {
  /// The rows that at least one image that passes has.
  private(set) var rows = RowSet()
  /// The places of the images that pass, among those that have a vector.
  private(set) var places = RowSet()
  /// How many there are.
  private(set) var images = 0

  /// - Throws: ``FilterError``.
  init(_ filter: ImageFilter, _ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors) throws {
    let rule = try FilterRule(
      filter, labels: { snapshot.labels.map { $0.name ?? "" } }, folder: snapshot.folder)
    var joined = 0
    for (place, image) in snapshot.images.enumerated() {
      guard let row = vectors.row(ofImage: place) else { continue }
      if let table = rule.table, table.row(image.record.path) != nil { joined += 1 }
      guard rule.passes(image.record, exif: image.exifText) else { continue }
      rows.insert(row)
      places.insert(place)
      images += 1
    }
    if let table = rule.table, joined == 0 {
      throw FilterError.foreignTable(
        path: table.table.path, example: snapshot.images.first?.path ?? "gneiss/01.jpg")
    }
  }
}
