import Glibc
import Imaging
import Testing

@Suite("Files that are no images say why")
struct BadInputTests {
  private let decoder = ImageDecoder()

  private func reason(_ bytes: [UInt8]) -> ImageDecodingError? {
    do {
      _ = try decoder.decode(bytes, fitting: 224)
      return nil
    } catch {
      return error
    }
  }

  @Test("A zero-byte file is empty")
  func empty() {
    #expect(reason([]) == .empty)
    #expect(reason([])?.description.contains("0 bytes") == true)
  }

  @Test("Text named .jpg is not an image, and a saved web page is called one")
  func text() throws {
    let folder = ScratchFolder()
    let path = folder.write(Array("quartz and feldspar\n".utf8), "basalt.jpg")
    #expect(throws: ImageDecodingError.notAnImage(found: "text")) {
      try decoder.decode(path: path, fitting: 224)
    }
    let page = reason(Array("\n <!DOCTYPE html><html></html>".utf8))
    #expect(page == .notAnImage(found: "a web page"))
  }

  @Test("A JPEG that lacks its second half is cut short", arguments: [0.1, 0.5, 0.9])
  func truncatedJPEG(part: Double) throws {
    let whole = try Pictures.noise(200, 150).jpeg()
    let half = Array(whole.prefix(Int(Double(whole.count) * part)))
    #expect(reason(half) == .truncated(.jpeg))
  }

  @Test("A JPEG that lacks only its end marker is shown, as browsers do")
  func missingEndMarker() throws {
    let whole = try Pictures.gradient(64, 64).jpeg()
    let complete = try decoder.decode(whole, fitting: 64)
    #expect(try decoder.decode(Array(whole.dropLast(2)), fitting: 64) == complete)
  }

  @Test("Bytes behind a JPEG's end do no harm")
  func trailingBytes() throws {
    let whole = try Pictures.gradient(64, 64).jpeg()
    let complete = try decoder.decode(whole, fitting: 64)
    #expect(try decoder.decode(whole + Array("appended".utf8), fitting: 64) == complete)
  }

  @Test("A PNG that lacks its second half is cut short")
  func truncatedPNG() throws {
    let whole = try Pictures.noise(200, 150).png()
    #expect(reason(Array(whole.prefix(whole.count / 2))) == .truncated(.png))
    #expect(reason(Array(whole.prefix(20))) == .truncated(.png))
  }

  @Test("WebP, GIF, TIFF, BMP and PPM that lack their second half are cut short")
  func truncatedOthers() throws {
    let noise = Pictures.noise(120, 100)
    let gif = TestGIF(width: 60, height: 60, palette: [(0, 0, 0), (255, 255, 255)])
      .file([(0..<3600).map { UInt8($0 % 2) }])
    let tiff = TestTIFF.file([.init(width: 80, height: 80, samples: [UInt8](repeating: 9, count: 6400))])
    let ppm = Array("P6 120 100 255\n".utf8) + noise.pixels
    let files: [([UInt8], ImageFormat)] = [
      (try noise.webp(), .webp), (gif, .gif), (tiff, .tiff), (ppm, .netpbm),
    ]
    for (whole, format) in files {
      _ = try decoder.decode(whole, fitting: 50)
      #expect(reason(Array(whole.prefix(whole.count / 2))) == .truncated(format))
    }
  }

  @Test("A damaged file is called damaged, not cut short")
  func corrupt() throws {
    var png = try Pictures.noise(200, 150).png()
    for i in 2_000..<2_100 { png[i] = 0x55 }
    #expect(reason(png) == .corrupt(.png))
    var jpeg = try Pictures.noise(64, 64).jpeg()
    let tables = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC4 })
    for i in (tables + 5)..<(tables + 15) { jpeg[i] = 0xFF }
    #expect(reason(jpeg) == .corrupt(.jpeg))
  }

  @Test("A missing file, a folder, a pipe and a forbidden file are refused without waiting")
  func unreadable() throws {
    let folder = ScratchFolder()
    #expect(throws: ImageDecodingError.self) { try decoder.decode(path: folder.path + "/none", fitting: 9) }
    #expect(throws: ImageDecodingError.notARegularFile) {
      try decoder.decode(path: folder.path, fitting: 9)
    }
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    #expect(throws: ImageDecodingError.notARegularFile) { try decoder.decode(path: pipe, fitting: 9) }
    let loop = folder.path + "/loop"
    symlink(loop, loop)
    #expect(throws: ImageDecodingError.self) { try decoder.decode(path: loop, fitting: 9) }
    if getuid() != 0 {
      let secret = folder.write([1], "secret.jpg")
      chmod(secret, 0)
      #expect(throws: ImageDecodingError.unreadable(reason: "Permission denied")) {
        try decoder.decode(path: secret, fitting: 9)
      }
    }
  }

  @Test("Kinds without an agreed look are named")
  func unsupported() throws {
    let floats = TestTIFF.file([
      .init(width: 4, height: 4, bits: 32, sampleFormat: 3, samples: [UInt8](repeating: 0, count: 64))
    ])
    #expect(reason(floats)?.description.contains("floating-point") == true)
    let deep: [UInt8] = [0xFF, 0xD8] + TestJPEG.frame(0xC1, width: 8, height: 8, channels: 1, bits: 12)
    #expect(reason(deep + TestJPEG.scan(1))?.description.contains("12 bits") == true)
    let xl: [UInt8] = [0xFF, 0x0A] + [UInt8](repeating: 0, count: 30)
    #expect(reason(xl)?.description.contains("JPEG XL") == true)
  }

  @Test("Every reason is a sentence that ends in a remedy")
  func sentences() {
    let errors: [ImageDecodingError] = [
      .unreadable(reason: "x"), .notARegularFile, .empty, .notAnImage(found: "text"), .truncated(.jpeg),
      .corrupt(.png), .unsupported(.tiff, kind: "a TIFF"), .tooManyPixels(width: 1, height: 2, limit: 3),
      .tooManyBytes(bytes: 1, limit: 2), .libraryMissing,
    ]
    for error in errors {
      #expect(error.description.hasSuffix("."))
      #expect(error.description.contains(";"))
      #expect(!error.description.contains("\n"))
    }
  }

  @Test("Reasons of images decoded side by side do not mix")
  func parallelReasons() async throws {
    let noise = Pictures.noise(200, 150)
    let png = try noise.png()
    let jpeg = try noise.jpeg()
    let cases: [([UInt8], ImageDecodingError?)] = [
      (Array(png.prefix(png.count / 2)), .truncated(.png)), (png, nil), (jpeg, nil),
      (Array(jpeg.prefix(jpeg.count / 2)), .truncated(.jpeg)),
      ([1, 2, 3], .notAnImage(found: "data of an unknown kind")),
    ]
    await withTaskGroup(of: Bool.self) { group in
      for i in 0..<60 {
        let (bytes, expected) = cases[i % cases.count]
        group.addTask { self.reason(bytes) == expected }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
