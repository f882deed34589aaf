/// EXIF blocks for tests, big-endian.
enum TestExif {
  /// One value of a directory.
  enum Value: Sendable {
    case text(String)
    case short(Int)
    case fractions([(Int, Int)])
    case directory([(Int, Value)])
  }

  /// A TIFF structure without the `Exif\0\0` prefix.
  static func block(_ entries: [(Int, Value)]) -> [UInt8] {
    Array("MM".utf8) + Bytes.big16(42) + Bytes.big32(8) + directory(entries, at: 8)
  }

  /// A JPEG segment.
  static func segment(_ entries: [(Int, Value)]) -> [UInt8] {
    TestJPEG.segment(0xE1, Array("Exif\0\0".utf8) + block(entries))
  }

  /// A JPEG with the segment put behind its start marker.
  static func inserted(_ entries: [(Int, Value)], into jpeg: [UInt8]) -> [UInt8] {
    jpeg[..<2] + segment(entries) + jpeg[2...]
  }

  private static func directory(_ entries: [(Int, Value)], at place: Int) -> [UInt8] {
    var fields = Bytes.big16(entries.count)
    var extra: [UInt8] = []
    let extraPlace = place + 2 + 12 * entries.count + 4
    for (tag, value) in entries {
      fields += Bytes.big16(tag)
      let position = extraPlace + extra.count
      switch value {
      case .short(let number):
        fields += Bytes.big16(3) + Bytes.big32(1) + Bytes.big16(number) + [0, 0]
      case .text(let text):
        let bytes = Array(text.utf8) + [0]
        fields += Bytes.big16(2) + Bytes.big32(bytes.count)
        if bytes.count <= 4 {
          fields += bytes + [UInt8](repeating: 0, count: 4 - bytes.count)
        } else {
          fields += Bytes.big32(position)
          extra += bytes + (bytes.count % 2 == 1 ? [0] : [])
        }
      case .fractions(let fractions):
        fields += Bytes.big16(5) + Bytes.big32(fractions.count) + Bytes.big32(position)
        for (numerator, denominator) in fractions {
          extra += Bytes.big32(numerator) + Bytes.big32(denominator)
        }
      case .directory(let inner):
        fields += Bytes.big16(4) + Bytes.big32(1) + Bytes.big32(position)
        extra += directory(inner, at: position)
      }
    }
    return fields + Bytes.big32(0) + extra
  }
}
