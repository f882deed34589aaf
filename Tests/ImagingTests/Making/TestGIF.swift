/// A writer of GIF files for tests, uncompressed: every code is a literal, and the table is cleared before
/// codes grow.
struct TestGIF {
  var width: Int
  var height: Int
  /// At most 128 colours, of which a power of two is written.
  var palette: [(UInt8, UInt8, UInt8)]
  var transparentIndex: UInt8?

  /// The file with one frame for each of `frames`, which hold a palette index a pixel.
  func file(_ frames: [[UInt8]]) -> [UInt8] {
    var out = Array("GIF89a".utf8) + Bytes.little16(width) + Bytes.little16(height) + [0xF6, 0, 0]
    for i in 0..<128 {
      let (r, g, b) = i < palette.count ? palette[i] : (0, 0, 0)
      out += [r, g, b]
    }
    for frame in frames {
      out += [0x21, 0xF9, 4, transparentIndex == nil ? 0 : 1, 10, 0, transparentIndex ?? 0, 0]
      out += [0x2C, 0, 0, 0, 0] + Bytes.little16(width) + Bytes.little16(height) + [0, 7]
      out += Self.blocks(frame)
    }
    return out + [0x3B]
  }

  private static func blocks(_ indices: [UInt8]) -> [UInt8] {
    let clear = 128
    let end = 129
    var codes = [clear]
    for (i, index) in indices.enumerated() {
      if i > 0 && i % 100 == 0 { codes.append(clear) }
      codes.append(Int(index))
    }
    codes.append(end)
    // While no code beyond the table's 256 entries can be made, each takes 8 bits.
    let bytes = codes.map { UInt8($0) }
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 255) {
      let part = bytes[start..<min(start + 255, bytes.count)]
      out += [UInt8(part.count)] + part
    }
    return out + [0]
  }
}
