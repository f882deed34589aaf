import Testing

/// `--label`, `--where` and `--table`.
@Suite("Filters")
struct FilterTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.write(DrawnRocks.picture("gneiss/gneiss-09.png"), to: "rocks/bare.png")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    return place
  }

  private func paths(_ outcome: Outcome) throws -> [String] {
    try outcome.succeeded().object().list("results").compactMap { $0.text("path") }.sorted()
  }

  @Test("As many results as exist come back, of the labels asked for")
  func labels() throws {
    let place = try indexed()
    let query = ["search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "8", "--json"]
    let marble = try place.run(query + ["--label", "marble"])
    #expect(try paths(marble) == (1...4).map { "marble/marble-0\($0).png" })
    #expect(try marble.object().number("searched") == 4)
    #expect(try paths(place.run(query + ["--label", "marble", "--label", "GNEISS"])).count == 7)
    #expect(try paths(place.run(query + ["--label", ""])) == ["bare.png"])
    try place.run(query + ["--label", "marbel"]).refused("marbel", "andesite, gneiss, marble")
  }

  @Test("Conditions on the collection's own keys and on a table's, all of which must hold")
  func conditions() throws {
    let place = try indexed()
    let table =
      "\u{FEFF}Path;Tiefe;Bohrung\r\nmarble/marble-01.png;12,5;B1\r\n\"marble/marble-02.png\";200;B1\r\n"
      + "schist/schist-01.png;13;B2\r\n"
    try place.write(Array(table.utf8), to: "holes.csv")
    let query = ["search", "gneiss/gneiss-01.png", "--in", "rocks", "--json"]
    let tabled = query + ["--table", "holes.csv"]
    #expect(try paths(place.run(query + ["--where", "path=*-02.png", "-k", "99"])).count == 6)
    #expect(
      try paths(place.run(tabled + ["--where", "tiefe<100"])) == [
        "marble/marble-01.png", "schist/schist-01.png",
      ])
    #expect(
      try paths(place.run(tabled + ["--where", "tiefe<100", "--where", "bohrung=b1"])) == [
        "marble/marble-01.png"
      ])
    try place.run(tabled + ["--where", "depth<100"]).refused("no key depth", "Tiefe, Bohrung")
    try place.run(query + ["--where", "depth<100"]).refused("no key depth", "label, path")
  }

  @Test("Tables that cannot be read are refused with their line")
  func badTables() throws {
    let place = try indexed()
    let tables: [(String, [UInt8], String)] = [
      ("ragged.csv", Array("path,k\na,1\nb\n".utf8), "Line 3"), ("empty.csv", [], "empty"),
      ("latin1.csv", Array("path,k\na,".utf8) + [0xFC, 0x0A], "Line 2"),
      ("utf16.csv", [0xFF, 0xFE, 0x70, 0x00], "UTF-16"),
      ("other.csv", Array("path,k\nelsewhere/x.png,1\n".utf8), "relative"),
      ("nopath.csv", Array("file,k\na,1\n".utf8), "no column path"),
    ]
    for (name, bytes, word) in tables {
      try place.write(bytes, to: name)
      try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--table", name, "--where", "k=1")
        .refused(name, word)
    }
    try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--table", "no.csv", "--where", "k=1")
      .refused("no.csv")
  }

  @Test("When nothing passes, the result is empty, and a note says why")
  func nothing() throws {
    let place = try indexed()
    let outcome = try place.run(
      "search", "gneiss/gneiss-01.png", "--in", "rocks", "--where", "width>5000", "--json"
    ).succeeded()
    #expect(try outcome.object().list("results").isEmpty)
    #expect(try outcome.object()["results"] is [Any])
    #expect(outcome.complaintLines.count == 1 && outcome.complaints.contains("filter"))
    let table = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--where", "width>5000")
      .succeeded()
    #expect(table.lines.count == 1)
  }
}
