/// Uncompressed grey TIFF files, little-endian (TIFF 6.0).
enum DrawnTIFF {
  /// Pages of one size, each a ramp that begins where the one before ended.
  static func file(_ width: Int, _ height: Int, bits: Int, pages: Int = 1) -> [UInt8] {
    var out = Array("II".utf8) + Bytes.little16(42) + Bytes.little32(8)
    let byteCount = width * height * bits / 8
    for page in 0..<pages {
      // Tag, type (3 short, 4 long), value.
      let tags = [
        (256, 4, width), (257, 4, height), (258, 3, bits), (259, 3, 1), (262, 3, 1), (273, 4, 0),
        (277, 3, 1), (278, 4, height), (279, 4, byteCount),
      ]
      let pixels = out.count + 2 + 12 * tags.count + 4
      out += Bytes.little16(tags.count)
      for (tag, type, value) in tags {
        out += Bytes.little16(tag) + Bytes.little16(type) + Bytes.little32(1)
        out += Bytes.little32(tag == 273 ? pixels : value)
      }
      out += Bytes.little32(page == pages - 1 ? 0 : pixels + byteCount)
      for pixel in 0..<(width * height) {
        let level = (pixel * 257 + page * 1000) & 0xFFFF
        out += bits == 16 ? Bytes.little16(level) : [UInt8(level >> 8)]
      }
    }
    return out
  }
}
