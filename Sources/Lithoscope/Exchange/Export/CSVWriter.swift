/// One table with the components behind what is known of the image.
struct CSVWriter: ExportWriter {
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
