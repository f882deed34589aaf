/// Windows bitmaps of 1, 4, 8, 16, 24 and 32 bits a pixel, not run-length encoded, decoded here because it is
/// a page of code and libvips would hand them to ImageMagick.
///
/// Source: Microsoft, "Bitmap Storage", BITMAPCOREHEADER to BITMAPV5HEADER.
struct Bitmap {
  /// Sizes of the second header that exist.
  static let headerSizes: Set<Int> = [12, 40, 52, 56, 64, 108, 124]

  private let reader: EndianBytes
  private let width: Int
  private let height: Int
  private let isTopDown: Bool
  private let bits: Int
  private let start: Int
  private let rowBytes: Int
  private let palette: [RGBColour]
  private let masks: [Mask]

  /// Reads the headers and checks the limits.
  init(_ bytes: ArraySlice<UInt8>, limits: DecodingLimits) throws(ImageDecodingError) {
    let reader = EndianBytes(bytes: bytes, isBigEndian: false)
    guard let start = reader.long(at: 10), let header = reader.long(at: 14) else { throw .truncated(.bmp) }
    let isCore = header == 12
    let sides =
      isCore ? (reader.short(at: 18), reader.short(at: 20)) : (reader.long(at: 18), reader.long(at: 22))
    guard let width = sides.0, let signedHeight = sides.1, let bits = reader.short(at: isCore ? 24 : 28)
    else {
      throw .truncated(.bmp)
    }
    let height = isCore ? signedHeight : Int(Int32(truncatingIfNeeded: signedHeight))
    isTopDown = height < 0
    self.width = width
    self.height = abs(height)
    self.bits = bits
    self.reader = reader
    self.start = start
    guard width > 0, width <= Int(Int32.max), self.height > 0 else { throw .corrupt(.bmp) }
    try limits.check(width: width, height: self.height, heldWhole: true)
    guard [1, 4, 8, 16, 24, 32].contains(bits) else { throw .corrupt(.bmp) }

    let compression = isCore ? 0 : reader.long(at: 30) ?? 0
    let hasMasks = compression == 3 || compression == 6
    guard compression == 0 || hasMasks && bits >= 16 else {
      throw .unsupported(.bmp, kind: "a BMP with compressed rows")
    }
    masks = try Self.masks(reader, header: header, bits: bits, areGiven: hasMasks)
    palette = Self.palette(reader, header: header, bits: bits)
    rowBytes = (width * bits + 31) / 32 * 4
    guard start <= bytes.count, rowBytes * self.height <= bytes.count - start else { throw .truncated(.bmp) }
  }

  /// The image as RGB. With `onWhite`, a bitmap that has an alpha mask and uses it is laid on white.
  func decode(onWhite: Bool) throws(ImageDecodingError) -> PixelBuffer {
    var out = PixelBuffer(width: width, height: height, filledWith: .black)
    for y in 0..<height {
      let row = start + (isTopDown ? y : height - 1 - y) * rowBytes
      for x in 0..<width { out[x, y] = colour(row, x, onWhite: onWhite) }
    }
    return out
  }

  private func colour(_ row: Int, _ x: Int, onWhite: Bool) -> RGBColour {
    switch bits {
    case 1, 4, 8:
      let perByte = 8 / bits
      let byte = reader.number(at: row + x / perByte, size: 1) ?? 0
      let index = byte >> (8 - bits * (x % perByte + 1)) & (1 << bits - 1)
      return index < palette.count ? palette[index] : .black
    case 24:
      let value = reader.number(at: row + 3 * x, size: 3) ?? 0
      return RGBColour(
        UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
        UInt8(truncatingIfNeeded: value))
    default:
      let value = reader.number(at: row + bits / 8 * x, size: bits / 8) ?? 0
      let colour = RGBColour(masks[0].sample(value), masks[1].sample(value), masks[2].sample(value))
      guard onWhite, masks.count == 4 else { return colour }
      let alpha = Int(masks[3].sample(value))
      func blend(_ sample: UInt8) -> UInt8 { UInt8((Int(sample) * alpha + 255 * (255 - alpha) + 127) / 255) }
      return RGBColour(blend(colour.red), blend(colour.green), blend(colour.blue))
    }
  }

  /// Which bits of a pixel hold one channel.
  private struct Mask {
    let shift: Int
    let largest: Int

    init?(_ bits: Int) {
      guard bits > 0 else { return nil }
      shift = bits.trailingZeroBitCount
      largest = bits >> shift
      guard largest & (largest + 1) == 0 else { return nil }
    }

    /// The channel scaled to 0–255.
    func sample(_ pixel: Int) -> UInt8 {
      UInt8((pixel >> shift & largest) * 255 / largest)
    }
  }

  private static func masks(
    _ reader: EndianBytes, header: Int, bits: Int, areGiven: Bool
  ) throws(ImageDecodingError) -> [Mask] {
    guard bits == 16 || bits == 32 else { return [] }
    let usual = bits == 16 ? [0x7C00, 0x03E0, 0x001F] : [0xFF_0000, 0xFF00, 0xFF]
    let values = areGiven ? [54, 58, 62].map { reader.long(at: $0) ?? 0 } : usual
    var masks: [Mask] = []
    for value in values {
      guard let mask = Mask(value) else { throw .corrupt(.bmp) }
      masks.append(mask)
    }
    let hasAlphaField = areGiven && header >= 56
    if hasAlphaField, let alpha = reader.long(at: 66).flatMap(Mask.init) { masks.append(alpha) }
    return masks
  }

  private static func palette(_ reader: EndianBytes, header: Int, bits: Int) -> [RGBColour] {
    guard bits <= 8 else { return [] }
    let entryBytes = header == 12 ? 3 : 4
    let declared = header == 12 ? 0 : reader.long(at: 46) ?? 0
    let count = declared == 0 ? 1 << bits : min(declared, 1 << bits)
    return (0..<count).map { index in
      let value = reader.number(at: 14 + header + index * entryBytes, size: 3) ?? 0
      return RGBColour(
        UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
        UInt8(truncatingIfNeeded: value))
    }
  }
}
