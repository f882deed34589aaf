import Testing

@testable import LithoscopeServer

@Suite struct MultipartTests {
  private static let boundary = "xYz"
  private static let mediaType = "multipart/form-data; boundary=\(boundary)"

  private func parts(_ text: String, most: Int = 10) throws -> [String] {
    try MultipartForm(Array(text.utf8), mediaType: Self.mediaType, mostParts: most).parts.map {
      "\($0.name)|\($0.fileName ?? "–")|\($0.text)"
    }
  }

  private func part(_ disposition: String, _ content: String) -> String {
    "--xYz\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
  }

  @Test func fieldsAndFilesAreRead() throws {
    let body =
      part("name=\"a\"", "1") + part("name=b; filename=\"c d.png\"", "two\r\n--xY\r\nlines") + "--xYz--\r\n"
    #expect(try parts(body) == ["a|–|1", "b|c d.png|two\r\n--xY\r\nlines"])
    #expect(try parts("preamble\r\n" + part("name=\"a\"", "") + "--xYz--") == ["a|–|"])
    #expect(try parts("--xYz--") == [])
    #expect(try parts(part("name=\"a\\\"b\"; filename=\"\"", "x") + "--xYz--") == ["a\"b||x"])
    #expect(
      try parts(part("name=\"a%22b\"; filename=\"C:\\rocks\\\\one.png\"", "x") + "--xYz--")
        == ["a\"b|C:\\rocks\\one.png|x"])
  }

  @Test func emptyPartsWithoutAnEmptyLineAreRead() throws {
    let body = "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--xYz--"
    #expect(try parts(body) == ["a|–|"])
  }

  @Test func whatIsWrongIsSaid() {
    func error(_ text: String, most: Int = 10) -> MultipartError? {
      do { _ = try parts(text, most: most) } catch { return error as? MultipartError }
      return nil
    }
    #expect(error("") == .noStart)
    #expect(error("no form") == .noStart)
    #expect(error(part("name=\"a\"", "1")) == .cutShort)
    #expect(error("--xYz\r\nContent-Disposition: form-data; name=\"a\"") == .cutShort)
    #expect(error(part("filename=\"a\"", "1") + "--xYz--") == .noName)
    #expect(error("--xYz\r\nno header\r\n\r\n1\r\n--xYz--") == .badHeader)
    #expect(error("--xYz\r\nA: \(String(repeating: "a", count: 10_000))\r\n\r\n1\r\n--xYz--") == .badHeader)
    #expect(error(part("name=a", "1") + part("name=b", "2") + "--xYz--", most: 1) == .tooManyParts(1))
  }

  @Test func boundariesAreChecked() {
    #expect(MultipartBoundary(mediaType: "Multipart/Form-Data; charset=x; Boundary=\"a b\"")?.text == "a b")
    for type in [
      "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
      "multipart/mixed; boundary=a",
      "multipart/form-data; boundary=\"a\rb\"",
      "multipart/form-data; boundary=\(String(repeating: "a", count: 71))",
    ] {
      #expect(MultipartBoundary(mediaType: type) == nil, "\(type)")
    }
  }

  /// Ten thousand bodies, each a sound one that was damaged in a few places: whatever comes of it, nothing is read that
  /// is not there.
  @Test func damagedBodiesAreReadOrRefused() {
    let sound = Array(
      (part("name=\"image\"; filename=\"a.png\"", "\u{89}PNG\r\n\u{1A}\n--xY") + part("name=\"query\"", "{}")
        + "--xYz--\r\n")
        .utf8)
    var random = SeededBytes(seed: 7)
    var (readings, refusals) = (0, 0)
    for _ in 0..<10_000 {
      let body = random.damaged(sound)
      do {
        let form = try MultipartForm(body, mediaType: Self.mediaType, mostParts: 16)
        #expect(form.parts.reduce(0) { $0 + $1.bytes.count } <= body.count)
        readings += 1
      } catch { refusals += 1 }
    }
    #expect(readings > 100 && refusals > 100)
  }
}
