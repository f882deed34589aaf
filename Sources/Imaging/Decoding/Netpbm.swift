/// PBM, PGM and PPM images, plain and raw (P1 to P6), decoded here because it is a page of code.
///
/// Source: the `pbm`, `pgm` and `ppm` manual pages of Netpbm.
struct Netpbm {
  private let bytes: ArraySlice<UInt8>
  private let kind: UInt8
  private let width: Int
  private let height: Int
  private let largest: Int
  private var position: Int

  /// Reads the header and checks the limits.
  init(_ bytes: ArraySlice<UInt8>, limits: DecodingLimits) throws(ImageDecodingError) {
    self.bytes = bytes
    guard bytes.count > 2 else { throw .truncated(.netpbm) }
    kind = bytes[bytes.startIndex + 1] - UInt8(ascii: "0")
    position = bytes.startIndex + 2
    width = try Self.number(bytes, &position)
    height = try Self.number(bytes, &position)
    largest = kind == 1 || kind == 4 ? 1 : try Self.number(bytes, &position)
    guard width > 0, height > 0, (1...0xFFFF).contains(largest) else { throw .corrupt(.netpbm) }
    try limits.check(width: width, height: height, heldWhole: true)
    if kind >= 4 { position += 1 }  // Exactly one white space before raw samples.
  }

  /// The image as RGB, samples scaled so that the largest is 255.
  func decode() throws(ImageDecodingError) -> PixelBuffer {
    let channels = kind == 3 || kind == 6 ? 3 : 1
    let count = width * height * channels
    let samples = try samples(count)
    return channels == 3
      ? PixelBuffer(width: width, height: height, pixels: samples)
      : PixelBuffer(width: width, height: height, grey: samples)
  }

  private func samples(_ count: Int) throws(ImageDecodingError) -> [UInt8] {
    switch kind {
    case 1: return try plain(count, isBits: true).map { $0 == 0 ? 255 : 0 }
    case 2, 3: return try plain(count, isBits: false).map { eightBit($0) }
    case 4: return try packedBits()
    default: return try raw(count)
    }
  }

  private func eightBit(_ value: Int) -> UInt8 {
    UInt8((min(value, largest) * 255 + largest / 2) / largest)
  }

  private func raw(_ count: Int) throws(ImageDecodingError) -> [UInt8] {
    let size = largest > 255 ? 2 : 1
    guard position <= bytes.endIndex, count * size <= bytes.endIndex - position else {
      throw .truncated(.netpbm)
    }
    let samples = bytes[position..<(position + count * size)]
    if largest == 255 { return Array(samples) }
    if size == 1 { return samples.map { eightBit(Int($0)) } }
    return (0..<count).map { index in
      let at = position + 2 * index
      return eightBit(Int(bytes[at]) << 8 | Int(bytes[at + 1]))
    }
  }

  private func packedBits() throws(ImageDecodingError) -> [UInt8] {
    let rowBytes = (width + 7) / 8
    guard position <= bytes.endIndex, rowBytes * height <= bytes.endIndex - position else {
      throw .truncated(.netpbm)
    }
    var out: [UInt8] = []
    out.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width {
        let byte = bytes[position + y * rowBytes + x / 8]
        out.append(byte >> (7 - UInt8(x % 8)) & 1 == 0 ? 255 : 0)
      }
    }
    return out
  }

  private func plain(_ count: Int, isBits: Bool) throws(ImageDecodingError) -> [Int] {
    // Every sample takes a byte of the file at least, so a short file is refused before memory is reserved.
    guard count <= bytes.count else { throw .truncated(.netpbm) }
    var out: [Int] = []
    out.reserveCapacity(count)
    var at = position
    while out.count < count {
      out.append(try Self.number(bytes, &at, digits: isBits ? 1 : 5))
    }
    return out
  }

  /// The next decimal number, white space and comments passed over.
  private static func number(
    _ bytes: ArraySlice<UInt8>, _ position: inout Int, digits: Int = 9
  ) throws(ImageDecodingError) -> Int {
    while position < bytes.endIndex {
      if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else if isSpace(bytes[position]) {
        position += 1
      } else {
        break
      }
    }
    var value = 0
    var read = 0
    while position < bytes.endIndex, read < digits, let digit = digit(bytes[position]) {
      value = value * 10 + digit
      position += 1
      read += 1
    }
    if read == 0 { throw position >= bytes.endIndex ? .truncated(.netpbm) : .corrupt(.netpbm) }
    return value
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  /// White space as C counts it.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
