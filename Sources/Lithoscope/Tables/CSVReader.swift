/// Takes a table's bytes apart, one record after the other.
struct CSVReader {
  /// One line of a table, or several where a field in quotes holds line breaks.
  struct Record {
    /// The fields without their quotes.
    let fields: [String]
    /// Where the record begins, counted from 1.
    let line: Int
  }

  private static let quote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  /// In the order in which equally frequent ones are taken.
  private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  private let bytes: [UInt8]
  private let path: String
  /// What stands between fields.
  private(set) var delimiter = delimiters[0]
  private var position = 0
  private var line = 1

  /// Begins at the first record.
  ///
  /// - Parameter path: the file, for the errors.
  /// - Throws: ``CSVError/notUTF8(path:_:)`` for bytes that begin like something else.
  init(_ bytes: [UInt8], path: String) throws(CSVError) {
    self.bytes = bytes
    self.path = path
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notUTF8(path: path, .utf16)
    }
    // The signature of a zip archive's first entry (APPNOTE.TXT, 4.3.7).
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw .notUTF8(path: path, .workbook) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipEmptyLines()
    let declared = declaredDelimiter()
    delimiter = declared ?? mostFrequentDelimiter()
  }

  /// Begins at records from the midst of a table.
  ///
  /// - Parameters:
  ///   - delimiter: what stands between fields, as the table's beginning has it.
  ///   - line: where they begin, counted from 1.
  init(_ records: [UInt8], path: String, delimiter: UInt8, line: Int) {
    bytes = records
    self.path = path
    self.delimiter = delimiter
    self.line = line
  }

  /// The next record that has any text; nil at the end.
  mutating func nextRecord() throws(CSVError) -> Record? {
    while position < bytes.count {
      let start = line
      var fields = [try field()]
      while position < bytes.count, bytes[position] == delimiter {
        position += 1
        fields.append(try field())
        if fields.count > CSVTable.mostFields {
          throw .tooManyFields(path: path, limit: CSVTable.mostFields)
        }
      }
      skipLineBreak()
      if fields.contains(where: { !$0.isEmpty }) { return Record(fields: fields, line: start) }
    }
    return nil
  }

  // MARK: Fields

  /// Reads up to the delimiter, the line break or the end that follows a field.
  private mutating func field() throws(CSVError) -> String {
    skipBlanks()
    if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
    let start = position
    while position < bytes.count, !endsField(bytes[position]) {
      if bytes[position] == Self.quote { throw .strayQuote(path: path, line: line) }
      position += 1
    }
    var end = position
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return try text(bytes[start..<end], line: line)
  }

  private mutating func quotedField() throws(CSVError) -> String {
    let opening = line
    var content: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.count else { throw .unclosedQuote(path: path, line: opening) }
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else { break }
        position += 1
      }
      if byte == Self.lineFeed { line += 1 }
      if byte == Self.carriageReturn, position == bytes.count || bytes[position] != Self.lineFeed {
        line += 1
      }
      content.append(byte)
    }
    skipBlanks()
    guard position == bytes.count || endsField(bytes[position]) else {
      throw .textAfterQuote(path: path, line: line)
    }
    return try text(content[...], line: opening)
  }

  private func text(_ content: ArraySlice<UInt8>, line: Int) throws(CSVError) -> String {
    // The line of the culprit, which in quotes may be a later one.
    func culprit(_ index: Int) -> Int { line + content[..<index].count { $0 == Self.lineFeed } }
    if let zero = content.firstIndex(of: 0) { throw .notUTF8(path: path, .binary(line: culprit(zero))) }
    guard let text = String(validating: content, as: UTF8.self) else {
      let first = content.firstIndex { $0 >= 0x80 } ?? content.startIndex
      throw .notUTF8(path: path, .otherText(line: culprit(first)))
    }
    return text
  }

  private func endsField(_ byte: UInt8) -> Bool { byte == delimiter || isLineBreak(byte) }

  private func isLineBreak(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

  private func isBlank(_ byte: UInt8) -> Bool { byte == Self.space }

  private mutating func skipBlanks() {
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
  }

  private mutating func skipLineBreak() {
    guard position < bytes.count, isLineBreak(bytes[position]) else { return }
    let isPair = bytes[position] == Self.carriageReturn && position + 1 < bytes.count
    position += isPair && bytes[position + 1] == Self.lineFeed ? 2 : 1
    line += 1
  }

  private mutating func skipEmptyLines() {
    while position < bytes.count, isLineBreak(bytes[position]) { skipLineBreak() }
  }

  // MARK: The delimiter

  /// What a first line `sep=;` says, as Excel writes and reads it; the line is passed over then.
  private mutating func declaredDelimiter() -> UInt8? {
    let mark = Array("sep=".utf8)
    let rest = bytes[position...]
    guard rest.prefix(mark.count).elementsEqual(mark), rest.count > mark.count else { return nil }
    let declared = bytes[position + mark.count]
    let after = position + mark.count + 1
    guard Self.delimiters.contains(declared), after == bytes.count || isLineBreak(bytes[after]) else {
      return nil
    }
    position = after
    skipLineBreak()
    return declared
  }

  /// The delimiter that the first record has most of, outside of quotes.
  private func mostFrequentDelimiter() -> UInt8 {
    var counts = [Int](repeating: 0, count: Self.delimiters.count)
    var isQuoted = false
    for byte in bytes[position...] {
      if byte == Self.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineBreak(byte) { break }
      if let place = Self.delimiters.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return zip(Self.delimiters, counts).first { $0.1 == most }?.0 ?? Self.delimiters[0]
  }
}
