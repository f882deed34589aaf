import Foundation
import Testing

/// `search` with several images, parts of them and their opposites.
@Suite("Combined queries")
struct CombinedQueryTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    return place
  }

  @Test("Members and files together, some of them not wanted; all members are left out")
  func several() throws {
    let place = try indexed()
    try place.write(DrawnRocks.picture("gneiss/gneiss-09.png"), to: "outside.png")
    let object = try place.run(
      "search", "gneiss/gneiss-01.png", "outside.png", "--in", "rocks", "--not", "marble/marble-01.png",
      "--not",
      "rocks/marble/marble-02.png", "-k", "99", "--json"
    ).succeeded().object()
    #expect(object.text("query") == "gneiss/gneiss-01.png")
    #expect(object["queries"] as? [String] == ["gneiss/gneiss-01.png", "outside.png"])
    #expect(object["not"] as? [String] == ["marble/marble-01.png", "rocks/marble/marble-02.png"])
    #expect(object.number("searched") == 21)
    let paths = object.list("results").compactMap { $0.text("path") }
    #expect(paths.count == 21)
    #expect(
      Set(paths).isDisjoint(with: ["gneiss/gneiss-01.png", "marble/marble-01.png", "marble/marble-02.png"]))
  }

  @Test("A part in pixels, percent and fractions is the same part")
  func region() throws {
    let place = try indexed()
    var outputs: Set<String> = []
    for region in ["24,12,24,36", "50%,25%,50%,75%", "0.5,0.25,0.5,0.75"] {
      let outcome = try place.run(
        "search", "gneiss/gneiss-01.png", "--region", region, "--in", "rocks", "--json"
      ).succeeded()
      outputs.insert(outcome.text)
      let rectangle = try outcome.object()["region"] as? [String: Int]
      #expect(rectangle == ["x": 24, "y": 12, "width": 24, "height": 36])
    }
    #expect(outputs.count == 1)
    try place.run("search", "gneiss/gneiss-01.png", "--region", "24,12,25,36", "--in", "rocks").refused(
      "gneiss-01.png", "48×48")
  }

  @Test("Expansion and parts are in the object, and null where they were not asked for")
  func expansion() throws {
    let place = try indexed()
    let plain = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--json").succeeded()
      .object()
    #expect(plain["expand"] is NSNull && plain["region"] is NSNull)
    let object = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--expand", "5", "--json")
      .succeeded().object()
    #expect(object.number("expand") == 5)
    #expect(object.list("results").count == 8)
    try place.run("search", "gneiss/gneiss-01.png", "--not", "rocks/gneiss/gneiss-01.png", "--in", "rocks")
      .refused(
        "both in the query and not wanted")
  }

  @Test("Sheets and pages show the part, and say that there are more images")
  func reports() throws {
    let place = try indexed()
    try place.run(
      "search", "gneiss/gneiss-01.png", "--region", "0,0,50%,50%", "--in", "rocks", "--sheet", "s.png",
      "--html", "s.html"
    ).succeeded()
    try place.run(
      "search", "gneiss/gneiss-01.png", "gneiss/gneiss-02.png", "schist/schist-01.png", "--in", "rocks",
      "--html", "m.html"
    ).succeeded()
    let part = try String(decoding: place.read("s.html"), as: UTF8.self)
    let several = try String(decoding: place.read("m.html"), as: UTF8.self)
    #expect(part.contains("Images like <span>gneiss-01.png</span>"))
    #expect(several.contains("Images like <span>gneiss-01.png and 2 more</span>"))
    #expect(try place.read("s.png").starts(with: PNG.signature))
  }
}
