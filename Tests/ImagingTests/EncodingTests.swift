import Glibc
import Imaging
import Testing

@Suite("Writing images")
struct EncodingTests {
  @Test("A PNG gives back every pixel")
  func png() throws {
    let picture = Pictures.noise(33, 21)
    #expect(try ImageDecoder().decode(picture.png(), fitting: 448).pixels == picture)
  }

  @Test("JPEG and WebP give back about what they were given")
  func lossy() throws {
    let picture = Pictures.gradient(64, 64)
    for bytes in [try picture.jpeg(quality: 95), try picture.webp(quality: 95)] {
      let decoded = try ImageDecoder().decode(bytes, fitting: 64).pixels
      let worst = zip(decoded.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(worst < 24)
    }
    #expect(try picture.jpeg(quality: 30).count < picture.jpeg(quality: 95).count)
  }

  @Test(
    "The name's ending decides what is written",
    arguments: [("a.png", ImageFormat.png), ("b.JPG", .jpeg), ("c.jpeg", .jpeg), ("d.webp", .webp)])
  func byEnding(name: String, format: ImageFormat) throws {
    let folder = ScratchFolder()
    let path = "\(folder.path)/\(name)"
    try Pictures.gradient(20, 20).write(to: path)
    #expect(try ImageDecoder().decode(path: path, fitting: 20).metadata.format == format)
  }

  @Test(
    "Another ending, or none, is refused with the endings that work",
    arguments: ["a.gif", "png", "b.", "c/.x/d"])
  func otherEndings(name: String) {
    #expect(throws: PixelBufferError.unsupportedExtension(path: name)) {
      try Pictures.gradient(2, 2).write(to: name)
    }
    #expect(PixelBufferError.unsupportedExtension(path: name).description.contains(".webp"))
  }

  @Test("A folder that is not there is said, and nothing is left behind")
  func noFolder() {
    let path = "/tmp/lithoscope-none-\(getpid())/a.png"
    #expect(throws: PixelBufferError.cannotWrite(path: path, reason: "No such file or directory")) {
      try Pictures.gradient(2, 2).write(to: path)
    }
  }

  @Test("What a format cannot hold is said")
  func tooWide() {
    let wide = PixelBuffer(width: 17_000, height: 1, filledWith: .white)
    #expect(throws: PixelBufferError.cannotEncode(width: 17_000, height: 1, format: "WebP")) {
      try wide.webp()
    }
  }
}
