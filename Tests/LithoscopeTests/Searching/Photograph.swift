import Imaging

/// JPEG files with what a camera writes into them (Exif 2.32), big-endian.
enum Photograph {
  /// A JPEG of these pixels as they are stored.
  static func jpeg(_ pixels: PixelBuffer, orientation: Int? = nil, model: String? = nil, date: String? = nil)
    throws -> [UInt8]
  {
    var entries: [[UInt8]] = []
    var texts: [UInt8] = []
    let count = [orientation.map { _ in 0 }, model.map { _ in 0 }, date.map { _ in 0 }].compactMap(\.self)
      .count
    let textStart = 8 + 2 + 12 * count + 4
    func text(_ tag: Int, _ value: String) -> [UInt8] {
      // Longer than four bytes, so that it lies behind the directory.
      let bytes = Array(value.utf8) + [UInt8](repeating: 0, count: max(1, 5 - value.utf8.count))
      defer { texts += bytes }
      return big16(tag) + big16(2) + big32(bytes.count) + big32(textStart + texts.count)
    }
    if let model { entries.append(text(0x0110, model)) }
    if let orientation { entries.append(big16(0x0112) + big16(3) + big32(1) + big16(orientation) + [0, 0]) }
    if let date { entries.append(text(0x0132, date)) }
    let directory = big16(count) + entries.flatMap(\.self) + big32(0)
    let block = Array("Exif\0\0".utf8) + Array("MM".utf8) + big16(42) + big32(8) + directory + texts
    let jpeg = try pixels.jpeg()
    return jpeg[..<2] + [0xFF, 0xE1] + big16(block.count + 2) + block + jpeg[2...]
  }

  private static func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
  private static func big32(_ value: Int) -> [UInt8] { big16(value >> 16) + big16(value & 0xFFFF) }
}
