/// A writer of uncompressed little-endian TIFF files for tests.
struct TestTIFF {
  /// One page, its samples packed as the file holds them.
  struct Page {
    var width: Int
    var height: Int
    var channels = 1
    var bits = 8
    /// 1 grey with black 0, 2 RGB, 5 CMYK.
    var photometric = 1
    /// 1 unsigned, 2 signed, 3 floating point.
    var sampleFormat = 1
    var samples: [UInt8]
  }

  static func file(_ pages: [Page]) -> [UInt8] {
    var out = Array("II".utf8) + Bytes.little16(42) + Bytes.little32(8)
    for (index, page) in pages.enumerated() {
      let entries: [(Int, Int, Int)] = [
        (256, 4, page.width), (257, 4, page.height), (258, 3, page.bits), (259, 3, 1),
        (262, 3, page.photometric), (273, 4, 0), (277, 3, page.channels), (278, 4, page.height),
        (279, 4, page.samples.count), (339, 3, page.sampleFormat),
      ]
      let bitsPlace = out.count + 2 + 12 * entries.count + 4
      let dataPlace = bitsPlace + 2 * page.channels
      let next = dataPlace + page.samples.count + page.samples.count % 2
      out += Bytes.little16(entries.count)
      for (tag, type, value) in entries {
        let isPerSample = tag == 258 || tag == 339
        let count = isPerSample ? page.channels : 1
        var field = type == 3 ? Bytes.little16(value) + [0, 0] : Bytes.little32(value)
        if isPerSample && page.channels == 2 { field = Bytes.little16(value) + Bytes.little16(value) }
        if tag == 258 && page.channels > 2 { field = Bytes.little32(bitsPlace) }
        if tag == 339 && page.channels > 2 { field = Bytes.little32(bitsPlace) }
        if tag == 273 { field = Bytes.little32(dataPlace) }
        let isShared = tag == 339 && page.channels > 2
        out += Bytes.little16(isShared ? 65000 : tag) + Bytes.little16(type) + Bytes.little32(count) + field
      }
      out += Bytes.little32(index == pages.count - 1 ? 0 : next)
      for _ in 0..<page.channels { out += Bytes.little16(page.bits) }
      out += page.samples
      if page.samples.count % 2 == 1 { out.append(0) }
    }
    return out
  }
}
