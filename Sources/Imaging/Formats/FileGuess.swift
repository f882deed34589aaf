/// What a file that is no image seems to be, in words for its reader.
enum FileGuess {
  /// Such as `a web page`; nil when nothing is recognised.
  static func describe(_ head: ArraySlice<UInt8>) -> String {
    let start = Array(head.prefix(ImageFormat.sniffedBytes * 4))
    let text = String(decoding: start, as: UTF8.self).lowercased()
    let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html") { return "a web page" }
    if trimmed.hasPrefix("<svg") || trimmed.contains("<svg") { return "an SVG drawing" }
    if trimmed.hasPrefix("%pdf") { return "a PDF document" }
    if start.starts(with: [0x50, 0x4B, 3, 4]) { return "a ZIP archive" }
    if start.dropFirst(4).starts(with: "ftyp".utf8) { return "a video" }
    if start.allSatisfy({ $0 == 0 }) { return "nothing but zeros" }
    let isPrintable = start.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    return isPrintable ? "text" : "data of an unknown kind"
  }
}
