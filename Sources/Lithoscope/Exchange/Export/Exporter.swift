import Catalog
import VectorSearch

/// Writes the vectors of a descriptor and what is known of their images, a row at a time, in the order of paths.
struct Exporter {
  let collection: ImageCollection
  let options: ExportOptions
  /// Told how far it is; false stops.
  let observe: (_ done: Int, _ total: Int) -> Bool

  /// - Returns: nil when it was stopped; nothing is written then.
  func run() throws -> ExportReport? {
    let open = try OpenCollection(collection)
    return try open.read { reader in
      let member = try open.choose(options.descriptor, reader)
      let record = member.record
      var exif: Set<String> = []
      var images = 0
      // The columns and the number of rows stand before the first row.
      try reader.forEachImageByPath(of: record.id) { _, _, fields in
        images += 1
        if fields != nil { exif.formUnion(ExportedImage.fields(fields).keys) }
      }

      let stem = VectorFileName.stem(record.name) + (options.compared ? "-compared" : "")
      let place = ExchangePlace(options.path, stem: stem, format: options.format)
      if let folder = options.path, folder.hasSuffix("/") { try OutputFolder.make(folder) }
      let origin = try StreamedFile(path: place.origin)
      try origin.append(VectorsOrigin(record, compared: options.compared, images: images).text())
      let writer = try writer(
        place, MetadataColumns(exif: exif), images: images, dimension: record.stamp.dimension)
      guard try write(rows(member, open, reader), of: record, images, reader, to: writer) else { return nil }
      let files = [origin] + writer.files
      for file in files { try file.finish() }
      for file in files { try file.publish() }
      return ExportReport(
        descriptor: record.name, dimension: record.stamp.dimension, images: images,
        lacking: try reader.counts().images - images, areImported: record.stamp.isImported,
        compared: options.compared, vectors: place.vectors,
        table: place.table, origin: place.origin)
    }
  }

  private func writer(_ place: ExchangePlace, _ columns: MetadataColumns, images: Int, dimension: Int) throws
    -> any ExportWriter
  {
    switch options.format {
    case .npy: try NumPyWriter(place, columns, images: images, dimension: dimension)
    case .csv: try CSVWriter(place.vectors, columns, dimension: dimension)
    case .jsonl: try JSONLinesWriter(place.vectors)
    }
  }

  /// The rows that are wanted: as they are stored, or as they are compared.
  private func rows(_ member: DescriptorSet.Member, _ open: OpenCollection, _ reader: CatalogReader) throws
    -> (Int) -> [Float]
  {
    guard options.compared else {
      let matrix = try open.matrix(member.record)
      return { matrix.row($0) }
    }
    let vectors = try open.vectors(member, reader)
    return { vectors.row($0) }
  }

  private func write(
    _ vector: (Int) -> [Float], of record: DescriptorRecord, _ images: Int, _ reader: CatalogReader,
    to writer: any ExportWriter
  ) throws -> Bool {
    var done = 0
    var isStopped = false
    try reader.forEachImageByPath(of: record.id) { row, image, exif in
      guard !isStopped else { return }
      guard row < record.rowCount else { throw CatalogError.rowsLost(descriptor: record.name) }
      try vector(row).withUnsafeBufferPointer { try writer.append(ExportedImage(image, exif: exif), $0) }
      done += 1
      isStopped = !observe(done, images)
    }
    return !isStopped
  }
}
