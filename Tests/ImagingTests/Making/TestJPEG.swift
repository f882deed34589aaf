/// A baseline JPEG writer for tests whose every 8×8 block is of one colour, so that values survive exactly.
struct TestJPEG {
  var width: Int
  var height: Int
  /// 1 grey, 3 RGB or, 4 CMYK as stored, which is light let through.
  var channels: Int
  /// Segments between the start and the tables, markers and lengths included.
  var segments: [UInt8] = []
  var hasAdobeMarker = true

  /// The file; `value(blockX, blockY)` gives a block's stored channels.
  func file(_ value: (Int, Int) -> [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0xFF, 0xD8] + segments
    if hasAdobeMarker && channels > 1 {
      out += Self.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0])
    }
    out += Self.segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    out += Self.frame(0xC0, width: width, height: height, channels: channels)
    // DC: categories 0 to 11 as 4-bit codes; AC: nothing but the end of block, one bit.
    let noCodes = [UInt8](repeating: 0, count: 12)
    let categories: [UInt8] = Array(0...11)
    out += Self.segment(0xC4, [0x00, 0, 0, 0, 12] + noCodes + categories)
    out += Self.segment(0xC4, [0x10, 1, 0, 0, 0] + noCodes + [0])
    out += Self.scan(channels)
    var bits = BitWriter()
    var previous = [Int](repeating: 0, count: channels)
    for y in 0..<((height + 7) / 8) {
      for x in 0..<((width + 7) / 8) {
        for (channel, level) in value(x, y).enumerated() {
          let coefficient = 8 * (Int(level) - 128)
          bits.appendDifference(coefficient - previous[channel])
          previous[channel] = coefficient
        }
      }
    }
    return out + bits.finished() + [0xFF, 0xD9]
  }

  static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker] + Bytes.big16(body.count + 2) + body
  }

  static func frame(_ marker: UInt8, width: Int, height: Int, channels: Int, bits: UInt8 = 8) -> [UInt8] {
    let components: [UInt8] = (1...channels).flatMap { [UInt8($0), 0x11, 0] }
    let size: [UInt8] = Bytes.big16(height) + Bytes.big16(width)
    return segment(marker, [bits] + size + [UInt8(channels)] + components)
  }

  static func scan(_ channels: Int) -> [UInt8] {
    let components: [UInt8] = (1...channels).flatMap { [UInt8($0), 0] }
    return segment(0xDA, [UInt8(channels)] + components + [0, 63, 0])
  }

  private struct BitWriter {
    var bytes: [UInt8] = []
    var buffer = 0
    var count = 0

    mutating func append(_ value: Int, _ length: Int) {
      for bit in stride(from: length - 1, through: 0, by: -1) {
        buffer = buffer << 1 | value >> bit & 1
        count += 1
        if count == 8 {
          bytes.append(UInt8(buffer))
          if buffer == 0xFF { bytes.append(0) }
          buffer = 0
          count = 0
        }
      }
    }

    mutating func appendDifference(_ difference: Int) {
      let size = Int.bitWidth - abs(difference).leadingZeroBitCount
      append(size, 4)
      append(difference >= 0 ? difference : difference + (1 << size) - 1, size)
      append(0, 1)
    }

    mutating func finished() -> [UInt8] {
      while count > 0 { append(1, 1) }
      return bytes
    }
  }
}
