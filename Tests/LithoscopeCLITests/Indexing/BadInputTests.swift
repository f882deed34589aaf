import Glibc
import Imaging
import Testing

/// A folder with everything that can be wrong with a file.
@Suite("Bad input")
struct BadInputTests {
  /// Files that must fail, and a word of the reason.
  private static let failing = [
    "zero.jpg": "0 bytes", "cut.jpg": "cut short", "text.jpg": "not an image", "bomb.png": "30000×30000",
    "dangling.jpg": "leads nowhere", "loop.jpg": "leads back to itself",
  ]
  private static let odd = [
    "with  two spaces .png", "Gestein-Ä-石-🪨.png", "two\nlines.png", "it's \"q\" & <b>.png",
  ]

  private func makeFolder(_ place: Workplace) throws {
    try place.write([], to: "bad/zero.jpg")
    let picture = PixelBuffer(
      width: 60, height: 40,
      pixels: (0..<7200).map { UInt8(truncatingIfNeeded: $0 / 90 + $0 % 180) })
    let jpeg = try picture.jpeg()
    try place.write(Array(jpeg.prefix(jpeg.count / 2)), to: "bad/cut.jpg")
    try place.write(Array("feldspar, quartz and mica\n".utf8), to: "bad/text.jpg")
    try place.write(Array("field notes\n".utf8), to: "bad/notes.txt")
    try place.write(DrawnPNG.file(1, 1), to: "bad/one.png")
    try place.write(DrawnPNG.file(1, 5000), to: "bad/line.png")
    try place.write(DrawnTIFF.file(40, 30, bits: 16), to: "bad/grey16.tif")
    try place.write(DrawnTIFF.file(40, 30, bits: 8, pages: 3), to: "bad/pages.tif")
    try place.write(DrawnJPEG.cmyk(5, 4), to: "bad/cmyk.jpg")
    try place.write(DrawnPNG.file(20, 20, .rgba), to: "bad/alpha.png")
    try place.write(DrawnPNG.bomb(side: 30_000), to: "bad/bomb.png")
    for orientation in 1...8 {
      try place.write(
        DrawnJPEG.turned(jpeg, orientation: orientation), to: "bad/turned/\(orientation).jpg")
    }
    for (index, name) in Self.odd.enumerated() {
      try place.write(DrawnPNG.file(10 + index, 10), to: "bad/odd/\(name)")
    }
    // The name lies; the content counts.
    try place.write(DrawnPNG.file(31, 31), to: "bad/really-a-png.dat")
    try place.write(DrawnPNG.file(32, 32), to: "bad/secret.png")
    chmod("\(place.path)/bad/secret.png", 0)
    symlink("nothing-here.jpg", "\(place.path)/bad/dangling.jpg")
    symlink("loop.jpg", "\(place.path)/bad/loop.jpg")
    symlink("..", "\(place.path)/bad/turned/up")
  }

  @Test("Each failure has a line of reason, the rest is indexed, and index succeeds")
  func folder() throws {
    let place = try Workplace()
    try makeFolder(place)
    var expected = Self.failing
    if getuid() != 0 { expected["secret.png"] = "Permission denied" }

    let outcome = try place.run(
      "index", "bad", "--descriptor", "rgb-histogram", "--descriptor", "lbp", "--json")
    let report = try outcome.succeeded().object()
    check(report.list("failed"), expected)
    // 1×1, 1×5000, 16 bits, pages, CMYK, RGBA, eight turned, four odd names, .dat, and the secret one for root.
    let good = 6 + 8 + Self.odd.count + 1 + (getuid() == 0 ? 1 : 0)
    #expect(report.number("added") == good)

    let status = try place.run("status", "bad", "--json").succeeded().object()
    #expect(status.number("images") == good)
    check(status.list("failed"), expected)

    let text = try place.run("index", "bad").succeeded()
    #expect(text.lines.count == 1)
    #expect(text.complaintLines.count == expected.count)
    for (path, words) in expected {
      #expect(text.complaintLines.contains { $0.hasPrefix("\(path): ") && $0.contains(words) })
    }
  }

  private func check(_ failed: [[String: Any]], _ expected: [String: String]) {
    #expect(failed.compactMap { $0.text("path") } == expected.keys.sorted())
    for failure in failed {
      let reason = failure.text("reason") ?? ""
      #expect(reason.contains(expected[failure.text("path") ?? ""] ?? "?"), "\(failure)")
      #expect(!reason.contains("\n") && reason.hasSuffix("."), "\(failure)")
    }
  }

  @Test("Odd names are found as they are and shown on one line")
  func oddNames() throws {
    let place = try Workplace()
    try makeFolder(place)
    try place.run("index", "bad", "--descriptor", "rgb-histogram").succeeded()
    let all = try place.run("search", "alpha.png", "--in", "bad", "-k", "100").succeeded()
    #expect(all.lines.filter { $0.contains("two\\nlines.png") }.count == 1)
    for name in Self.odd {
      let result = try place.run("search", "bad/odd/\(name)", "--in", "bad", "-k", "100", "--json")
      let object = try result.succeeded().object()
      let paths = object.list("results").compactMap { $0.text("path") }
      #expect(object.text("query") == "bad/odd/\(name)")
      #expect(!paths.contains("odd/\(name)"), "a member is not its own result")
      #expect(Self.odd.filter { $0 != name }.allSatisfy { paths.contains("odd/\($0)") })
    }
  }

  @Test("A name that is not UTF-8 fails with a reason; the other files are indexed")
  func notUTF8() throws {
    let place = try Workplace()
    try place.write(DrawnPNG.file(9, 9), to: "bad/good.png")
    let script = "cp bad/good.png \"bad/$(printf 'caf\\351.png')\" && exec \"$LITHOSCOPE\" index bad --json"
    let first = try place.shell(script + " --descriptor lbp").succeeded().object()
    #expect(first.number("added") == 1)
    #expect(first.list("failed").count == 1)
    #expect(first.list("failed").first?.text("reason")?.contains("UTF-8") == true)
  }

  @Test("An upright search finds pictures that a camera stored in any of eight ways")
  func orientations() throws {
    let place = try Workplace()
    let upright = try ImageDecoder().decode(DrawnRocks.picture("gneiss/gneiss-01.png"), fitting: 48).pixels
    try place.write(upright.png(), to: "upright.png")
    // What a camera must store so that turning it gives the upright picture: the inverse of each turn.
    for (orientation, inverse) in [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
      let turned = DrawnJPEG.turned(try upright.jpeg(quality: 100), orientation: inverse)
      let stored = try ImageDecoder().decode(turned, fitting: 48).pixels.jpeg(quality: 100)
      try place.write(DrawnJPEG.turned(stored, orientation: orientation), to: "camera/\(orientation).jpg")
    }
    try DrawnRocks.copy(to: place, as: "camera/others", perClass: 3)
    try place.remove("camera/others/gneiss/gneiss-01.png")
    // Texture by neighbours depends on the way up, unlike colour.
    try place.run("index", "camera", "--descriptor", "lbp").succeeded()
    let results = try place.run("search", "upright.png", "--in", "camera", "-k", "8", "--json")
      .succeeded().object().list("results")
    #expect(Set(results.compactMap { $0.text("path") }) == Set((1...8).map { "\($0).jpg" }))
  }
}
