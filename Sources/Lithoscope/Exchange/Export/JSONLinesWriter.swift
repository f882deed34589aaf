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
