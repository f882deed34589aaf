/// Tells a file that was cut short from one that is damaged inside, once it could not be decoded.
enum FileCompleteness {
  /// Whether the file ends before its own structure says it should.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, or as much of its beginning as is at hand.
  ///   - fileLength: its full length.
  ///   - tail: its last bytes.
  static func isCutShort(
    _ bytes: ArraySlice<UInt8>, fileLength: Int, tail: ArraySlice<UInt8>, format: ImageFormat
  ) -> Bool {
    let isWhole = bytes.count == fileLength
    switch format {
    case .jpeg:
      guard isWhole else { return false }
      guard let structure = JPEGStructure(bytes) else { return true }
      return !structure.hasEnd(bytes)
    case .png: return isWhole ? !pngHasEnd(bytes) : !tail.suffix(8).starts(with: "IEND".utf8)
    case .gif: return tail.last != 0x3B
    case .webp: return littleEndian(bytes, at: 4) + 8 > fileLength
    case .heif, .avif: return boxesEnd(bytes) > fileLength
    case .jpeg2000:
      if bytes.first == 0xFF { return isWhole && !bytes.suffix(2).elementsEqual([0xFF, 0xD9]) }
      return boxesEnd(bytes) > fileLength || isWhole && !bytes.suffix(2).elementsEqual([0xFF, 0xD9])
    case .tiff: return TIFFExtent.end(bytes) > fileLength
    case .jpegXL, .bmp, .netpbm: return false
    }
  }

  /// Walks the chunks to IEND.
  private static func pngHasEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    var position = bytes.startIndex + 8
    while position + 12 <= bytes.endIndex {
      let length = bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      if bytes[(position + 4)..<(position + 8)].elementsEqual("IEND".utf8) { return true }
      position += 12 + length
    }
    return false
  }

  /// Where the last top-level box says it ends; boxes beyond what is at hand are not looked for.
  private static func boxesEnd(_ bytes: ArraySlice<UInt8>) -> Int {
    var position = 0
    while position + 16 <= bytes.count {
      let start = bytes.startIndex + position
      var length = bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
      if length == 1 {
        length = bytes[(start + 8)..<(start + 16)].reduce(0) { $0 &<< 8 | Int($1) }
      }
      if length == 0 { return position }
      guard length >= 8, length < Int.max / 2 else { return Int.max }
      position += length
    }
    return position
  }

  private static func littleEndian(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
    bytes.dropFirst(offset).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
