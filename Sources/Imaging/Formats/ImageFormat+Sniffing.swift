extension ImageFormat {
  /// How many leading bytes ``sniff(_:)`` may want to see.
  public static let sniffedBytes = 64

  /// The format whose signature the bytes begin with, or nil when they are not an image that can be read.
  ///
  /// - Parameter head: the first ``sniffedBytes`` bytes of the file, or all of it.
  public static func sniff(_ head: [UInt8]) -> ImageFormat? {
    sniff(head[...])
  }

  static func sniff(_ head: ArraySlice<UInt8>) -> ImageFormat? {
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) { return .gif }
    if head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
    if isTIFF(head) { return .tiff }
    if let boxed = boxedFormat(head) { return boxed }
    if head.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) { return .jpeg2000 }
    if head.starts(with: [0xFF, 0x0A]) { return .jpegXL }
    if isBitmap(head) { return .bmp }
    if isNetpbm(head) { return .netpbm }
    return nil
  }

  private static func isTIFF(_ head: ArraySlice<UInt8>) -> Bool {
    let classic: UInt8 = 42
    let big: UInt8 = 43
    return [classic, big].contains { version in
      head.starts(with: [0x49, 0x49, version, 0]) || head.starts(with: [0x4D, 0x4D, 0, version])
    }
  }

  /// Formats made of length-prefixed boxes: ISO 14496-12 files and the JPEG 2000 and XL signature boxes.
  private static func boxedFormat(_ head: ArraySlice<UInt8>) -> ImageFormat? {
    if head.starts(with: [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]) { return .jpeg2000 }
    if head.starts(with: [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A]) { return .jpegXL }
    guard head.count >= 16, head.dropFirst(4).starts(with: "ftyp".utf8) else { return nil }
    let bytes = Array(head.prefix(sniffedBytes))
    let boxLength = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
    // The major brand, four bytes of version, then the compatible brands.
    let brands = [8] + Array(stride(from: 16, through: min(boxLength, bytes.count) - 4, by: 4))
    let names = brands.map { String(decoding: bytes[$0..<($0 + 4)], as: UTF8.self) }
    if names.contains("avif") || names.contains("avis") { return .avif }
    let heif: Set<String> = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
    return names.contains(where: heif.contains) ? .heif : nil
  }

  /// "BM" alone begins many texts, so the size of the second header must be one that exists too.
  private static func isBitmap(_ head: ArraySlice<UInt8>) -> Bool {
    guard head.count >= 18, head.starts(with: "BM".utf8) else { return false }
    let size = head.dropFirst(14).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return Bitmap.headerSizes.contains(size)
  }

  private static func isNetpbm(_ head: ArraySlice<UInt8>) -> Bool {
    let start = Array(head.prefix(3))
    guard start.count == 3, start[0] == UInt8(ascii: "P") else { return false }
    return (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(start[1])
      && (Netpbm.isSpace(start[2]) || start[2] == UInt8(ascii: "#"))
  }
}
