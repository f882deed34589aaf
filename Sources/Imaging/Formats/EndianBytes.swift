/// Bytes read as numbers of one byte order. Whatever lies outside reads as nil, never as a crash.
struct EndianBytes {
  let bytes: ArraySlice<UInt8>
  let isBigEndian: Bool

  /// The unsigned number of `size` bytes (1–8) at `offset`; nil outside, and for one beyond `Int`.
  func number(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, size <= bytes.count, offset <= bytes.count - size else { return nil }
    let start = bytes.startIndex + offset
    var value: UInt64 = 0
    for i in 0..<size {
      let index = isBigEndian ? i : size - 1 - i
      value = value << 8 | UInt64(bytes[start + index])
    }
    return Int(exactly: value)
  }

  /// Two bytes at `offset`.
  func short(at offset: Int) -> Int? { number(at: offset, size: 2) }

  /// Four bytes at `offset`.
  func long(at offset: Int) -> Int? { number(at: offset, size: 4) }
}
