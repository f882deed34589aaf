import Foundation
import Testing

/// `search --sheet` and `--html`.
@Suite("Reports of a search")
struct ReportTests {
  private static let query = "gneiss/gneiss-01.png"

  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.write(DrawnRocks.picture("gneiss/gneiss-03.png"), to: "rocks/<b> & 'co'\n.png")
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    return place
  }

  @Test("A sheet is a picture of the kind that its name ends in, and results are printed as ever")
  func sheet() throws {
    let place = try indexed()
    let starts: [(String, [UInt8])] = [
      ("sheet.png", PNG.signature), ("sheet.JPG", [0xFF, 0xD8, 0xFF]), ("sheet.webp", Array("RIFF".utf8)),
    ]
    let plain = try place.run("search", Self.query, "--in", "rocks", "-k", "20").succeeded().output
    for (name, start) in starts {
      let outcome = try place.run("search", Self.query, "--in", "rocks", "-k", "20", "--sheet", name)
      #expect(outcome.succeeded().output == plain)
      #expect(try place.read(name).starts(with: start))
    }
  }

  @Test("A page needs nothing else and shows names as they are")
  func page() throws {
    let place = try indexed()
    try place.run("search", Self.query, "--in", "rocks", "-k", "20", "--html", "page.html").succeeded()
    let page = String(decoding: try place.read("page.html"), as: UTF8.self)
    #expect(page.hasPrefix("<!doctype html>"))
    for word in ["http:", "https:", "<script", "<link", "url(", "file:", "src=\"/"] {
      #expect(!page.contains(word), "\(word)")
    }
    // The query and twelve results.
    #expect(page.components(separatedBy: "src=\"data:image/").count == 14)
    #expect(page.contains("&lt;b&gt; &amp; &#39;co&#39;"))
    #expect(!page.contains("<b>"))
  }

  @Test("A report that cannot be written is a failure in one sentence, and nothing is left behind")
  func unwritable() throws {
    let place = try indexed()
    let search = ["search", Self.query, "--in", "rocks"]
    let paths = [
      ["--sheet", "none/sheet.png"], ["--html", "none/page.html"], ["--sheet", "sheet.bmp"],
      ["--sheet", "sheet"], ["--sheet", "rocks"], ["--html", "rocks"],
    ]
    let before = place.files(below: "").filter { !$0.contains(".lithoscope") }
    for path in paths {
      let outcome = try LithoscopeProcess(
        search + path, in: place, environment: ["LITHOSCOPE_MODELS": place.models]
      ).wait()
      outcome.refused(path[1])
    }
    #expect(place.files(below: "").filter { !$0.contains(".lithoscope") } == before)
  }

  @Test("Images that went away since leave an empty frame")
  func goneImages() throws {
    let place = try indexed()
    for file in place.files(below: "rocks") where file.hasSuffix(".png") { try place.remove("rocks/\(file)") }
    try place.run(
      "search", Self.query, "--in", "rocks", "--sheet", "sheet.png", "--html", "page.html"
    ).succeeded()
    #expect(try place.read("sheet.png").starts(with: PNG.signature))
    #expect(String(decoding: try place.read("page.html"), as: UTF8.self).contains("not readable"))
  }
}
