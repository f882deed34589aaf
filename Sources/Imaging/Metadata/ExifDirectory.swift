/// The entries of one image file directory of EXIF data (TIFF 6.0, section 2; Exif 2.32, 4.6).
struct ExifDirectory {
  private struct Entry {
    let type: Int
    let count: Int
    let offset: Int
  }

  /// No real directory has more; a hostile count costs nothing.
  private static let mostEntries = 512

  private let reader: EndianBytes
  private var entries: [Int: Entry] = [:]

  /// Reads the entries at `offset`; values stay in the bytes until they are asked for.
  init(_ reader: EndianBytes, at offset: Int) {
    self.reader = reader
    guard let count = reader.short(at: offset) else { return }
    for i in 0..<min(count, Self.mostEntries) {
      let position = offset + 2 + 12 * i
      guard let tag = reader.short(at: position), let type = reader.short(at: position + 2),
        let values = reader.long(at: position + 4), let size = Self.size(ofType: type),
        values <= reader.bytes.count / size
      else { continue }
      let start = values * size <= 4 ? position + 8 : reader.long(at: position + 8)
      guard let start, entries[tag] == nil else { continue }
      entries[tag] = Entry(type: type, count: values, offset: start)
    }
  }

  /// Bytes of one value: BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SRATIONAL.
  private static func size(ofType type: Int) -> Int? {
    switch type {
    case 1, 2, 7: 1
    case 3: 2
    case 4: 4
    case 5, 10: 8
    default: nil
    }
  }

  /// A whole number (BYTE, SHORT or LONG).
  func integer(_ tag: Int) -> Int? {
    guard let entry = entries[tag], entry.count > 0, [1, 3, 4].contains(entry.type) else { return nil }
    return Self.size(ofType: entry.type).flatMap { reader.number(at: entry.offset, size: $0) }
  }

  /// Text up to its first NUL, cleaned; nil when nothing is left.
  func text(_ tag: Int) -> String? {
    guard let entry = entries[tag], entry.type == 2, entry.offset < reader.bytes.count else { return nil }
    let start = reader.bytes.startIndex + entry.offset
    let end = min(start + min(entry.count, CleanText.longest * 4), reader.bytes.endIndex)
    let text = String(decoding: reader.bytes[start..<end].prefix { $0 != 0 }, as: UTF8.self)
    let clean = CleanText.line(text)
    return clean.isEmpty ? nil : clean
  }

  /// A fraction (RATIONAL), the one at `index` of several.
  func fraction(_ tag: Int, _ index: Int = 0) -> (numerator: Int, denominator: Int)? {
    guard let entry = entries[tag], entry.type == 5, index < entry.count,
      let numerator = reader.long(at: entry.offset + 8 * index),
      let denominator = reader.long(at: entry.offset + 8 * index + 4), denominator != 0
    else { return nil }
    return (numerator, denominator)
  }

  /// A fraction as a number.
  func real(_ tag: Int, _ index: Int = 0) -> Double? {
    fraction(tag, index).map { Double($0.numerator) / Double($0.denominator) }
  }
}
