/// A table of values between commas whose first line names the columns, all in memory.
///
/// Read strictly after RFC 4180: fields may be in quotes, where commas and line breaks belong to the text and
/// a quote is doubled. What people's programs write is understood as well: a byte order mark, line breaks of
/// any system, `;` or tabs in place of commas (whichever the first line has most of), Excel's `sep=;` in front
/// of it. Spaces around a field count only within quotes. Rows without any text are passed over.
///
/// ```swift
/// let table = try CSVTable(path: "labels.csv")
/// guard let label = table.column("label") else { … }
/// for (index, row) in table.rows.enumerated() { print(table.line(ofRow: index), row[label]) }
/// ```
public struct CSVTable: Sendable {
  /// The largest file that is read, in bytes: 256 MiB.
  public static let largestFile: Int64 = 256 << 20
  /// The most fields that are kept: each takes 16 bytes and more, so a file of nothing but commas would
  /// otherwise take twenty times its size.
  public static let mostFields = 20_000_000

  /// The file it was read from.
  public let path: String
  /// The columns' names as they are written. A name may be empty, as that of the numbers with which some
  /// programs begin a line; no other name is there twice, whether in upper or lower case.
  public let columns: [String]
  /// The rows in the order of the file, each with as many fields as there are columns.
  public let rows: [[String]]

  /// What stands between fields: `,`, `;` or a tab. Where it is `;`, decimal points are often commas.
  public let delimiter: Character

  private let lines: [Int]
  private let places: [String: Int]

  /// Reads a file.
  ///
  /// - Throws: ``CSVError`` with the line and the remedy.
  public init(path: String) throws(CSVError) {
    try self.init(CSVFile.read(path), path: path)
  }

  /// Reads a file's bytes; `path` is for the errors.
  init(_ bytes: [UInt8], path: String) throws(CSVError) {
    var reader = try CSVReader(bytes, path: path)
    guard let header = try reader.nextRecord() else { throw .empty(path: path) }
    var places: [String: Int] = [:]
    for (place, name) in header.fields.enumerated() where !name.isEmpty {
      guard places.updateValue(place, forKey: name.lowercased()) == nil else {
        throw .duplicateColumn(path: path, name: name)
      }
    }

    var rows: [[String]] = []
    var lines: [Int] = []
    while let record = try reader.nextRecord() {
      guard record.fields.count == header.fields.count else {
        throw .raggedRow(
          path: path, line: record.line, fields: record.fields.count, columns: header.fields.count)
      }
      guard (rows.count + 1) * header.fields.count <= Self.mostFields else {
        throw .tooManyFields(path: path, limit: Self.mostFields)
      }
      rows.append(record.fields)
      lines.append(record.line)
    }
    self.path = path
    columns = header.fields
    self.rows = rows
    self.lines = lines
    delimiter = Character(Unicode.Scalar(reader.delimiter))
    self.places = places
  }

  /// The line of the file on which a row begins, counted from 1.
  public func line(ofRow row: Int) -> Int { lines[row] }

  /// The place of a column in ``columns`` and in each row; upper and lower case do not count.
  public func column(_ name: String) -> Int? { places[name.lowercased()] }
}
