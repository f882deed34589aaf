import Imaging
import Testing

@Suite("Limits are checked before pixels are decoded")
struct LimitTests {
  private let decoder = ImageDecoder()

  @Test("A 30,000-pixel square PNG is refused with its size and a remedy")
  func bomb() {
    let bomb = TestPNG(width: 30_000, height: 30_000).bomb()
    let expected = ImageDecodingError.tooManyPixels(width: 30_000, height: 30_000, limit: 300_000_000)
    #expect(throws: expected) { try decoder.decode(bomb, fitting: 224) }
    #expect(expected.description.contains("30000×30000"))
    #expect(expected.description.contains("raise the limit"))
    #expect(throws: expected) { try KerasDecoder().decode(bomb) }
  }

  @Test("What must be held whole has the tighter limit")
  func heldWhole() {
    let limits = DecodingLimits()
    var png = TestPNG(width: 9_000, height: 9_000)
    png.isInterlaced = true
    let tooMany = ImageDecodingError.tooManyPixels(
      width: 9_000, height: 9_000, limit: limits.maxPixelsHeldWhole)
    #expect(throws: tooMany) { try decoder.decode(png.bomb(), fitting: 224) }
    let start: [UInt8] = [0xFF, 0xD8]
    let progressive =
      start + TestJPEG.frame(0xC2, width: 9_000, height: 9_000, channels: 3) + TestJPEG.scan(3)
    #expect(throws: tooMany) { try decoder.decode(progressive, fitting: 224) }
    let separate = start + TestJPEG.frame(0xC0, width: 9_000, height: 9_000, channels: 3) + TestJPEG.scan(1)
    #expect(throws: tooMany) { try decoder.decode(separate, fitting: 224) }
    #expect(throws: tooMany) { try decoder.decode(Array("P6 9000 9000 255\n".utf8), fitting: 224) }
  }

  @Test("A baseline JPEG of the same size passes the limit and fails for its missing samples only")
  func streamed() {
    let start: [UInt8] = [0xFF, 0xD8]
    let baseline = start + TestJPEG.frame(0xC0, width: 9_000, height: 9_000, channels: 3) + TestJPEG.scan(3)
    #expect(throws: ImageDecodingError.truncated(.jpeg)) { try decoder.decode(baseline, fitting: 224) }
  }

  @Test("Every format's header is held to the limit")
  func everyFormat() throws {
    let strict = ImageDecoder(limits: DecodingLimits(maxPixels: 1_000))
    let picture = Pictures.gradient(40, 40)
    let gif = TestGIF(width: 40, height: 40, palette: [(1, 2, 3)]).file([[UInt8](repeating: 0, count: 1_600)])
    let tiff = TestTIFF.file([.init(width: 40, height: 40, samples: [UInt8](repeating: 0, count: 1_600))])
    for bytes in [try picture.png(), try picture.jpeg(), try picture.webp(), gif, tiff] {
      #expect(throws: ImageDecodingError.tooManyPixels(width: 40, height: 40, limit: 1_000)) {
        try strict.decode(bytes, fitting: 10)
      }
    }
  }

  @Test("A file above the limit in bytes is refused, from memory and from disk")
  func bytes() throws {
    let strict = ImageDecoder(limits: DecodingLimits(maxFileBytes: 100))
    let png = try Pictures.noise(20, 20).png()
    let tooMany = ImageDecodingError.tooManyBytes(bytes: png.count, limit: 100)
    #expect(throws: tooMany) { try strict.decode(png, fitting: 10) }
    let folder = ScratchFolder()
    let path = folder.write(png, "a.png")
    #expect(throws: tooMany) { try strict.decode(path: path, fitting: 10) }
  }
}
