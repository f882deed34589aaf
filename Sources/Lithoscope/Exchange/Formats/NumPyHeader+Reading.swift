extension NumPyHeader {
  /// A longer header is none that describes an array of numbers.
  private static let longest = 64 << 10
  /// Components of the longest vector that is taken.
  static let mostComponents = 65_536

  /// Reads the beginning of a file; the numbers come next.
  ///
  /// - Throws: ``ImportError/badArray(path:_:)`` for anything but a two-dimensional array of little-endian floats in
  ///   C order whose size is the file's.
  init(_ file: FileReading) throws(ImportError) {
    do throws(NumPyProblem) {
      let head = try Self.bytes(file, count: Self.magic.count + 2)
      guard head.starts(with: Self.magic) else { throw .notNumPy }
      let version = head[Self.magic.count]
      guard (1...3).contains(version) else { throw .version(Int(version)) }
      let lengthBytes = try Self.bytes(file, count: version == 1 ? 2 : 4)
      let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= Self.longest else { throw .damaged }
      let text = try Self.bytes(file, count: length)
      var dictionary = NumPyDictionary(text)
      try self.init(try dictionary.read())

      let (numbers, tooMany) = rows.multipliedReportingOverflow(by: dimension)
      let (bytes, tooLarge) = numbers.multipliedReportingOverflow(by: element.size)
      let offset = head.count + lengthBytes.count + length
      guard !tooMany, !tooLarge, Int64(bytes) == file.size - Int64(offset) else {
        throw .size(rows: rows, dimension: dimension, bytes: file.size - Int64(offset))
      }
    } catch {
      throw .badArray(path: file.path, error)
    }
  }

  private init(_ content: NumPyDictionary.Content) throws(NumPyProblem) {
    guard let element = Element(rawValue: content.type) else {
      if content.type.hasPrefix(">f") { throw .bigEndian(content.type) }
      throw .notFloats(content.type)
    }
    guard content.shape.count == 2, content.shape[1] >= 1 else { throw .shape(content.shape) }
    guard content.shape[1] <= Self.mostComponents else { throw .tooWide(content.shape[1]) }
    // With one row or one column both orders are the same.
    guard !content.isFortran || content.shape.contains(1) || content.shape.contains(0) else {
      throw .fortranOrder
    }
    self.init(element: element, rows: content.shape[0], dimension: content.shape[1])
  }

  private static func bytes(_ file: FileReading, count: Int) throws(NumPyProblem) -> [UInt8] {
    guard let bytes = try? file.next(count), bytes.count == count else { throw .notNumPy }
    return bytes
  }
}
