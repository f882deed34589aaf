/// A PNG writer for tests: any colour type and depth, without compression.
struct TestPNG {
  var width: Int
  var height: Int
  var bitDepth = 8
  /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.
  var colourType = 2
  var isInterlaced = false
  /// Chunks between IHDR and IDAT.
  var extra: [(String, [UInt8])] = []

  /// The file whose rows are `row(y)`, already packed. Interlacing wants one-pixel rows of whole bytes.
  func file(_ row: (Int) -> [UInt8]) -> [UInt8] {
    let rows = (0..<height).map(row)
    guard isInterlaced else { return assembled(rows.flatMap { [0] + $0 }) }
    let pixelBytes = rows[0].count / width
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    var raw: [UInt8] = []
    for (x0, y0, dx, dy) in passes where x0 < width {
      for y in stride(from: y0, to: height, by: dy) {
        raw.append(0)
        for x in stride(from: x0, to: width, by: dx) {
          raw += rows[y][(x * pixelBytes)..<((x + 1) * pixelBytes)]
        }
      }
    }
    return assembled(raw)
  }

  /// Only the header and an empty image: what a bomb looks like before it is unpacked.
  func bomb() -> [UInt8] { assembled([]) }

  private func assembled(_ raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let kind = [bitDepth, colourType, 0, 0, isInterlaced ? 1 : 0].map { UInt8($0) }
    out += Self.chunk("IHDR", Bytes.big32(width) + Bytes.big32(height) + kind)
    for (name, body) in extra { out += Self.chunk(name, body) }
    out += Self.chunk("IDAT", Self.stored(raw))
    return out + Self.chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + body
    return Bytes.big32(body.count) + content + Bytes.big32(Int(crc(content)))
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }

  /// A zlib stream of stored blocks.
  private static func stored(_ raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, raw.count)
      let count = end - start
      out.append(end == raw.count ? 1 : 0)
      out += Bytes.little16(count) + Bytes.little16(~count & 0xFFFF) + raw[start..<end]
      start = end
    } while start < raw.count
    var a = 1
    var b = 0
    for byte in raw {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return out + Bytes.big32(b << 16 | a)
  }
}
