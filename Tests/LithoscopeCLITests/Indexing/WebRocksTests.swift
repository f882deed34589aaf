import Testing

/// Photographs as people collect them from the web: WebP, PNG and GIF under wrong names.
@Suite("Pictures from the web")
struct WebRocksTests {
  @Test(
    "All of web_rocks_messy.zip is indexed",
    .enabled(if: SharedFolder.file("web_rocks_messy.zip") != nil, "needs shared/data beside the checkout"))
  func all() throws {
    let place = try Workplace()
    let archive = try #require(SharedFolder.file("web_rocks_messy.zip"))
    let unpacked = try place.shell("mkdir web && cd web && unzip -q '\(archive)'")
    guard unpacked.status != 127 else { return }
    unpacked.succeeded()
    let report = try place.run("index", "web", "--descriptor", "rgb-histogram", "--json").succeeded().object()
    #expect(report.number("added") == 186)
    #expect(report.list("failed").isEmpty, "\(report.list("failed"))")
  }
}
