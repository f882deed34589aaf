/// PNG files without compression.
enum DrawnPNG {
  /// Channels a pixel of 8 bits.
  enum Colour: UInt8 {
    case rgb = 2
    case rgba = 6

    var channels: Int { self == .rgb ? 3 : 4 }
  }

  /// A picture whose bytes look random but are the same for the same size.
  static func file(_ width: Int, _ height: Int, _ colour: Colour = .rgb) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(width * 10_000 + height))
    let rows = (0..<height).flatMap { _ in
      [0] + (0..<(width * colour.channels)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    return file(width, height, colour, rows)
  }

  /// A header that promises more pixels than a machine has memory for, and two kilobytes of them.
  static func bomb(side: Int) -> [UInt8] { file(side, side, .rgb, [UInt8](repeating: 0, count: 2048)) }

  private static func file(_ width: Int, _ height: Int, _ colour: Colour, _ rows: [UInt8]) -> [UInt8] {
    let header = Bytes.big32(width) + Bytes.big32(height) + [8, colour.rawValue, 0, 0, 0]
    return PNG.signature + chunk("IHDR", header)
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return Bytes.big32(body.count) + content + Bytes.big32(Int(checksum(content)))
  }

  /// CRC-32 (PNG specification, annex D).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { before, byte in
      (0..<8).reduce(before ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }

  /// A zlib stream of stored blocks (RFC 1950, 1951).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, bytes.count)
      out.append(end == bytes.count ? 1 : 0)
      out += Bytes.little16(end - start) + Bytes.little16(~(end - start) & 0xFFFF) + bytes[start..<end]
      start = end
    } while start < bytes.count
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return out + Bytes.big32(b << 16 | a)
  }
}
