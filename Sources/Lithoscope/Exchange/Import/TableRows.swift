/// The rows of a CSV table, read line by line.
struct TableRows: ImportedRows {
  /// Lines without text before the one that names the columns.
  private static let mostEmptyLines = 100
  private static let lineFeed = UInt8(ascii: "\n")

  let path: String
  private var lines: LineReading
  private var records: CSVReader
  private let delimiter: UInt8
  private let columns: Int
  private let pathColumn: Int?
  private let digestColumn: Int?
  private let components: [Int]

  /// Reads the names of the columns.
  ///
  /// - Parameter hasVectors: whether there have to be columns of components; otherwise none is read.
  init(_ path: String, hasVectors: Bool) throws {
    self.path = path
    lines = LineReading(try FileReading(path: path), mindsQuotes: true)
    var head: [UInt8] = []
    var empty = 0
    var found: (reader: CSVReader, header: CSVReader.Record)?
    while found == nil, empty < Self.mostEmptyLines, let line = try lines.next() {
      head += line.bytes
      empty += 1
      var reader = try CSVReader(head, path: path)
      if let header = try reader.nextRecord() { found = (reader, header) }
    }
    guard let found else { throw CSVError.empty(path: path) }
    records = found.reader
    delimiter = found.reader.delimiter
    let names = found.header.fields
    columns = names.count
    for key in ["path", "sha256"] where names.count(where: { $0.lowercased() == key }) > 1 {
      throw CSVError.duplicateColumn(path: path, name: key)
    }
    pathColumn = names.firstIndex { $0.lowercased() == "path" }
    digestColumn = names.firstIndex { $0.lowercased() == "sha256" }
    guard pathColumn != nil || digestColumn != nil else { throw ImportError.noKey(path: path) }
    components = hasVectors ? VectorColumns.find(in: names) : []
    guard components.isEmpty != hasVectors else { throw ImportError.noVectors(path: path) }
    guard components.count <= NumPyHeader.mostComponents else {
      throw ImportError.tooWide(
        path: path, components: components.count, limit: NumPyHeader.mostComponents)
    }
  }

  mutating func next() throws -> ImportedRow? {
    while true {
      if let record = try records.nextRecord() { return try row(record) }
      guard let line = try lines.next() else { return nil }
      records = CSVReader(line.bytes, path: path, delimiter: delimiter, line: line.number)
    }
  }

  private func row(_ record: CSVReader.Record) throws -> ImportedRow {
    guard record.fields.count == columns else {
      throw CSVError.raggedRow(path: path, line: record.line, fields: record.fields.count, columns: columns)
    }
    let image = pathColumn.map { record.fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    let digest = digestColumn.map { record.fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    return try ImportedRow(
      path: image, digest: RowKey.digest(digest, path, record.line),
      vector: components.map { column throws(ImportError) in
        let text = record.fields[column]
        // A number that is missing is one that is none, which pandas writes as nothing.
        if text.isEmpty { return Float.nan }
        guard let value = Float(text) else {
          throw .badNumber(path: path, line: record.line, text: text)
        }
        return value
      }, line: record.line)
  }
}
