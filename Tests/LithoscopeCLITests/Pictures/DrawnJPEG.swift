/// Baseline JPEG files of 8×8 blocks of one colour each (ITU-T T.81).
enum DrawnJPEG {
  /// A CMYK picture as Adobe's programs write it: four channels, inverted.
  static func cmyk(_ blocksAcross: Int, _ blocksDown: Int) -> [UInt8] {
    let channels = 4
    var out: [UInt8] = [0xFF, 0xD8] + segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0])
    out += segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    let size = Bytes.big16(8 * blocksDown) + Bytes.big16(8 * blocksAcross)
    let components: [UInt8] = (1...channels).flatMap { [UInt8($0), 0x11, 0] }
    out += segment(0xC0, [8] + size + [UInt8(channels)] + components)
    // DC: categories 0 to 11 as codes of four bits; AC: nothing but the end of block, one bit.
    let none = [UInt8](repeating: 0, count: 12)
    out += segment(0xC4, [0x00, 0, 0, 0, 12] + none + Array(0...11))
    out += segment(0xC4, [0x10, 1, 0, 0, 0] + none + [0])
    let selectors: [UInt8] = (1...channels).flatMap { [UInt8($0), 0] }
    out += segment(0xDA, [UInt8(channels)] + selectors + [0, 63, 0])

    var bits = Bits()
    var before = [Int](repeating: 0, count: channels)
    for block in 0..<(blocksAcross * blocksDown) {
      for channel in 0..<channels {
        let level = 8 * ((block * 37 + channel * 61) % 256 - 128)
        bits.append(difference: level - before[channel])
        before[channel] = level
      }
    }
    return out + bits.finished() + [0xFF, 0xD9]
  }

  /// Puts an EXIF orientation, 1…8, behind a JPEG's start.
  static func turned(_ jpeg: [UInt8], orientation: Int) -> [UInt8] {
    let tag = Bytes.big16(0x0112) + Bytes.big16(3) + Bytes.big32(1) + Bytes.big16(orientation) + [0, 0]
    let block = Array("MM".utf8) + Bytes.big16(42) + Bytes.big32(8) + Bytes.big16(1) + tag + Bytes.big32(0)
    return jpeg[..<2] + segment(0xE1, Array("Exif\0\0".utf8) + block) + jpeg[2...]
  }

  private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker] + Bytes.big16(body.count + 2) + body
  }

  private struct Bits {
    private var bytes: [UInt8] = []
    private var buffer = 0
    private var count = 0

    mutating func append(_ value: Int, _ length: Int) {
      for bit in stride(from: length - 1, through: 0, by: -1) {
        buffer = buffer << 1 | value >> bit & 1
        count += 1
        guard count == 8 else { continue }
        bytes += buffer == 0xFF ? [0xFF, 0] : [UInt8(buffer)]
        (buffer, count) = (0, 0)
      }
    }

    mutating func append(difference: Int) {
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
