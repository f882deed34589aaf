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
  /// Python writes numbers that are none as `NaN` and `Infinity`, which JSON does not know.
  private let lenient: JSONDecoder

  init(_ path: String) throws {
    self.path = path
    lines = LineReading(try FileReading(path: path), mindsQuotes: false)
    lenient = JSONDecoder()
    lenient.allowsJSON5 = true
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
    let data = Data(line.bytes)
    let object =
      (try? decoder.decode(Object.self, from: data)) ?? (try? lenient.decode(Object.self, from: data))
    guard let object, !object.embedding.isEmpty else { throw .badObject(path: path, line: line.number) }
    guard object.embedding.count <= NumPyHeader.mostComponents else {
      throw .tooWide(path: path, components: object.embedding.count, limit: NumPyHeader.mostComponents)
    }
    return ImportedRow(
      path: object.path, digest: try RowKey.digest(object.sha256, path, line.number),
      vector: object.embedding.map { $0 ?? .nan }, line: line.number)
  }
}
