import Foundation

/// The rows of a file of JSON objects, one a line.
struct JSONRows: ImportedRows {
  /// The fields that are read; others may be there.
  private struct Object: Decodable {
    let path: String?
    let sha256: String?
    let embedding: [Float?]
  }

  let path: String
  private var lines: LineReading
  private let decoder = JSONDecoder()

  init(_ path: String) throws {
    self.path = path
    lines = LineReading(try FileReading(path: path), mindsQuotes: false)
  }

  mutating func next() throws -> ImportedRow? {
    while let line = try lines.next() {
      // Blanks and line breaks alone are no row.
      guard line.bytes.contains(where: { $0 > 0x20 }) else { continue }
      return try row(line)
    }
    return nil
  }

  private func row(_ line: LineReading.Line) throws(ImportError) -> ImportedRow {
    guard let object = object(line.bytes) ?? object(Self.withoutPythonsNumbers(line.bytes)),
      !object.embedding.isEmpty
    else { throw .badObject(path: path, line: line.number) }
    guard object.embedding.count <= NumPyHeader.mostComponents else {
      throw .tooWide(path: path, components: object.embedding.count, limit: NumPyHeader.mostComponents)
    }
    return ImportedRow(
      path: object.path, digest: try RowKey.digest(object.sha256, path, line.number),
      vector: object.embedding.map { $0 ?? .nan }, line: line.number)
  }

  private func object(_ bytes: [UInt8]) -> Object? {
    // Foundation's decoder takes it for granted that its text is UTF-8.
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return try? decoder.decode(Object.self, from: Data(bytes))
  }

  /// What Python writes for numbers that are none, and JSON does not know.
  private static let pythonsNumbers = ["NaN", "-Infinity", "Infinity"].map { Array($0.utf8) }

  /// The same line with `null` in the place of Python's `NaN` and `Infinity`.
  private static func withoutPythonsNumbers(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isText = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if !isText, let word = pythonsNumbers.first(where: { bytes[place...].starts(with: $0) }) {
        result += Array("null".utf8)
        place += word.count
        continue
      }
      result.append(byte)
      place += 1
      if byte == UInt8(ascii: "\"") {
        isText.toggle()
      } else if isText, byte == UInt8(ascii: "\\"), place < bytes.count {
        result.append(bytes[place])
        place += 1
      }
    }
    return result
  }
}
