/// The lines of a file, one after the other, however large the file is.
struct LineReading {
  /// One line with its line break, or several where a field in quotes holds line breaks.
  struct Line {
    let bytes: [UInt8]
    /// Where it begins, counted from 1.
    let number: Int
  }

  /// A longer line is none: 65,536 components with thirty characters each take 2 MB.
  static let longest = 16 << 20
  private static let pieceSize = 1 << 20
  private static let lineFeed = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")

  private let file: FileReading
  /// Whether line breaks between quotes belong to the line (RFC 4180).
  private let mindsQuotes: Bool
  private var buffer: [UInt8] = []
  private var start = 0
  private var number = 1
  private var isAtEnd = false

  init(_ file: FileReading, mindsQuotes: Bool) {
    self.file = file
    self.mindsQuotes = mindsQuotes
  }

  /// The next line; nil at the end.
  ///
  /// - Throws: ``ImportError/lineTooLong(path:line:limit:)``, ``ImportError/unreadable(path:reason:)``.
  mutating func next() throws(ImportError) -> Line? {
    var position = start
    var isQuoted = false
    var breaks = 0
    while true {
      while position < buffer.count {
        let byte = buffer[position]
        position += 1
        if byte == Self.lineFeed {
          breaks += 1
          if !isQuoted { return take(upTo: position, breaks) }
        } else if mindsQuotes, byte == Self.quote {
          isQuoted.toggle()
        }
      }
      if isAtEnd { return start < buffer.count ? take(upTo: position, breaks) : nil }
      guard position - start <= Self.longest else {
        throw .lineTooLong(path: file.path, line: number, limit: Self.longest)
      }
      buffer.removeSubrange(..<start)
      position -= start
      start = 0
      let piece = try file.next(Self.pieceSize)
      if piece.isEmpty { isAtEnd = true }
      buffer += piece
    }
  }

  private mutating func take(upTo end: Int, _ breaks: Int) -> Line {
    defer {
      start = end
      number += breaks
    }
    return Line(bytes: Array(buffer[start..<end]), number: number)
  }
}
