/// The rows of an array, and whose they are from the table beside it.
struct NumPyRows: ImportedRows {
  private let array: FileReading
  private let header: NumPyHeader
  private var table: TableRows
  private var done = 0

  /// The table: its lines are those that people can look at.
  var path: String { table.path }

  init(_ path: String, table: String) throws {
    array = try FileReading(path: path)
    header = try NumPyHeader(array)
    guard try FileReading(path: table, mayBeMissing: true) != nil else {
      throw ImportError.tableMissing(array: path, table: table)
    }
    self.table = try TableRows(table, hasVectors: false)
  }

  mutating func next() throws -> ImportedRow? {
    guard var row = try table.next() else {
      guard done == header.rows else { throw disagreement(lines: done) }
      return nil
    }
    guard done < header.rows else {
      var lines = done + 1
      while try table.next() != nil { lines += 1 }
      throw disagreement(lines: lines)
    }
    let bytes = try array.next(header.dimension * header.element.size)
    guard bytes.count == header.dimension * header.element.size else {
      throw ImportError.unreadable(path: array.path, reason: "it has shrunk meanwhile")
    }
    row.vector = floats(bytes)
    done += 1
    return row
  }

  /// Numbers of any size as 32-bit floats; what is too large for them becomes infinite, and is refused as that.
  private func floats(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { buffer in
      (0..<header.dimension).map { place in
        let offset = place * header.element.size
        return switch header.element {
        case .float16:
          Float(Float16(bitPattern: buffer.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
        case .float32: Float(bitPattern: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        case .float64:
          Float(Double(bitPattern: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
      }
    }
  }

  private func disagreement(lines: Int) -> ImportError {
    .rowsDisagree(array: array.path, rows: header.rows, table: table.path, lines: lines)
  }
}
