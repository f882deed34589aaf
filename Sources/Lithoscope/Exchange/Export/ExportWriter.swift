/// What writes the rows of an export in one format.
protocol ExportWriter {
  /// Writes an image and its vector.
  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws
  /// The files, in the order in which they get their names.
  var files: [StreamedFile] { get }
}

/// NumPy's array and the table beside it.
struct NumPyWriter: ExportWriter {
  private let array: StreamedFile
  private let table: CSVLines

  init(_ place: ExchangePlace, _ columns: MetadataColumns, images: Int, dimension: Int) throws {
    array = try StreamedFile(path: place.vectors)
    table = try CSVLines(place.table ?? "\(place.vectors).csv", columns, dimension: 0)
    try array.append(NumPyHeader(element: .float32, rows: images, dimension: dimension).bytes)
  }

  var files: [StreamedFile] { [table.file, array] }

  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws {
    try table.append(image, UnsafeBufferPointer(rebasing: vector[..<0]))
    try array.append(UnsafeRawBufferPointer(vector))
  }
}

/// One table with the components behind what is known of the image.
struct CSVLines: ExportWriter {
  let file: StreamedFile
  private let columns: MetadataColumns

  init(_ path: String, _ columns: MetadataColumns, dimension: Int) throws {
    file = try StreamedFile(path: path)
    self.columns = columns
    try file.append(CSVField.line(columns.names + (0..<dimension).map { "v\($0)" }))
  }

  var files: [StreamedFile] { [file] }

  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws {
    try file.append(columns.fields(image).map(CSVField.text).joined(separator: ","))
    // Swift writes the fewest digits that read back as the same number.
    for component in vector { try file.append(",\(component)") }
    try file.append("\r\n")
  }
}

/// One JSON object a line.
struct JSONLinesWriter: ExportWriter {
  private let file: StreamedFile

  init(_ path: String) throws { file = try StreamedFile(path: path) }

  var files: [StreamedFile] { [file] }

  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws {
    let record = image.record
    let exif = image.exif.sorted { $0.key < $1.key }.map {
      "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))"
    }
    try file.append(
      "{\"path\":\(JSONText.quoted(record.path.string)),"
        + "\"label\":\(record.label.map(JSONText.quoted) ?? "null"),\"sha256\":\"\(record.digest)\","
        + "\"width\":\(record.width),\"height\":\(record.height),\"format\":\(JSONText.quoted(record.format)),"
        + "\"exif\":{\(exif.joined(separator: ","))},\"embedding\":[")
    for (place, component) in vector.enumerated() {
      try file.append(place == 0 ? "\(component)" : ",\(component)")
    }
    try file.append("]}\n")
  }
}
