import Imaging
import Testing

@Suite("The bytes decide the format")
struct SniffingTests {
  private static func padded(_ head: [UInt8]) -> [UInt8] { head + [UInt8](repeating: 0, count: 40) }

  private static func box(_ brands: String...) -> [UInt8] {
    Bytes.big32(8 + 4 + 4 * brands.count) + Array("ftyp".utf8) + Array(brands[0].utf8) + [0, 0, 0, 0]
      + brands.dropFirst().flatMap { Array($0.utf8) }
  }

  private static let heads: [([UInt8], ImageFormat)] = [
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    (Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WEBPVP8 ".utf8), .webp),
    (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif),
    ([0x49, 0x49, 42, 0], .tiff), ([0x4D, 0x4D, 0, 42], .tiff),
    ([0x49, 0x49, 43, 0], .tiff), ([0x4D, 0x4D, 0, 43], .tiff),
    (box("heic", "mif1"), .heif), (box("mif1", "heic"), .heif), (box("mif1", "avif"), .avif),
    (box("avif"), .avif),
    ([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jpeg2000),
    ([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000),
    ([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jpegXL), ([0xFF, 0x0A], .jpegXL),
    (Array("BM".utf8) + [UInt8](repeating: 0, count: 12) + [40, 0, 0, 0], .bmp),
    (Array("P1\n".utf8), .netpbm), (Array("P6 ".utf8), .netpbm), (Array("P5#".utf8), .netpbm),
  ]

  @Test("A signature is recognised", arguments: heads)
  func recognises(head: [UInt8], format: ImageFormat) {
    #expect(ImageFormat.sniff(Self.padded(head)) == format)
  }

  @Test(
    "What only looks like an image is not one",
    arguments: [
      "", "P", "P7\n", "P6x", "BM and other words that begin a text", "GIF88a", "RIFF1234WAVE", "II*",
      "<svg>",
      "%PDF-1.7", "\u{FF}\u{D8}",
    ])
  func refuses(text: String) {
    #expect(ImageFormat.sniff(Array(text.utf8)) == nil)
  }

  @Test("A video in the same boxes is not an image")
  func refusesVideo() {
    #expect(ImageFormat.sniff(Self.padded(Self.box("isom", "mp42"))) == nil)
  }

  @Test("Every prefix of every head is looked at without harm")
  func shortHeads() {
    for (head, _) in Self.heads {
      for length in 0...head.count { _ = ImageFormat.sniff(Array(head.prefix(length))) }
    }
  }

  @Test("Extensions claim to be images in lower case and without a dot")
  func extensions() {
    #expect(ImageFormat.fileExtensions.isSuperset(of: ["jpg", "jpeg", "png", "webp", "tif", "heic"]))
    #expect(!ImageFormat.fileExtensions.contains("txt"))
  }
}
