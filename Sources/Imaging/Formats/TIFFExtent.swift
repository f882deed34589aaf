/// How far into a TIFF file its first page reaches (TIFF 6.0, section 2).
enum TIFFExtent {
  private static let stripOffsets = 273
  private static let stripByteCounts = 279
  private static let tileOffsets = 324
  private static let tileByteCounts = 325

  /// The first byte after the farthest strip or tile; 0 for a BigTIFF, which is not walked.
  static func end(_ bytes: ArraySlice<UInt8>) -> Int {
    let reader = EndianBytes(bytes: bytes, isBigEndian: bytes.first == UInt8(ascii: "M"))
    guard reader.short(at: 2) == 42, let directory = reader.long(at: 4) else { return 0 }
    guard let count = reader.short(at: directory) else { return Int.max }
    var offsets: [Int] = []
    var lengths: [Int] = []
    for i in 0..<count {
      let entry = directory + 2 + 12 * i
      guard let tag = reader.short(at: entry), let type = reader.short(at: entry + 2),
        let values = reader.long(at: entry + 4)
      else { return Int.max }
      if tag == stripOffsets || tag == tileOffsets {
        guard let found = numbers(reader, entry: entry, type: type, count: values) else { return Int.max }
        offsets = found
      } else if tag == stripByteCounts || tag == tileByteCounts {
        guard let found = numbers(reader, entry: entry, type: type, count: values) else { return Int.max }
        lengths = found
      }
    }
    return zip(offsets, lengths).map { $0 + $1 }.max() ?? 0
  }

  /// SHORT (3) or LONG (4) values, in the entry itself when they fit in four bytes.
  private static func numbers(_ reader: EndianBytes, entry: Int, type: Int, count: Int) -> [Int]? {
    let size = type == 3 ? 2 : 4
    guard count > 0, count <= reader.bytes.count / size else { return nil }
    let start = count * size <= 4 ? entry + 8 : reader.long(at: entry + 8)
    guard let start else { return nil }
    var out: [Int] = []
    out.reserveCapacity(count)
    for i in 0..<count {
      guard let value = reader.number(at: start + i * size, size: size) else { return nil }
      out.append(value)
    }
    return out
  }
}
