import Foundation
import Testing

/// `search` as people use it.
@Suite("Search")
struct SearchTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.run("index", "rocks", "--descriptor", "rgb-histogram", "--descriptor", "lbp").succeeded()
    return place
  }

  @Test("The table has a heading, the best first, four decimals and -k lines")
  func table() throws {
    let place = try indexed()
    let outcome = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "3").succeeded()
    #expect(outcome.lines.count == 4)
    let words = outcome.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(words[0] == ["rank", "similarity", "label", "path"])
    for (rank, line) in words.dropFirst().enumerated() {
      #expect(line.count == 4)
      #expect(line[0] == "\(rank + 1)")
      #expect(line[1].split(separator: ".").last?.count == 4)
      #expect(line[3].hasPrefix(line[2] + "/"))
    }
    #expect(outcome.complaints.isEmpty, "times are for terminals")
  }

  @Test("A member is found by its path from here, from the folder, absolute or through a link, and left out")
  func member() throws {
    let place = try indexed()
    symlink("rocks", "\(place.path)/link")
    let ways = [
      "gneiss/gneiss-01.png", "rocks/gneiss/gneiss-01.png", "./rocks/../rocks/gneiss/gneiss-01.png",
      "\(place.path)/rocks/gneiss/gneiss-01.png", "link/gneiss/gneiss-01.png",
    ]
    var answers: Set<[String]> = []
    for way in ways {
      for folder in ["rocks", "link", "rocks/"] {
        let object = try place.run("search", way, "--in", folder, "-k", "99", "--json").succeeded().object()
        #expect(object.number("searched") == 23, "\(way) in \(folder)")
        answers.insert(object.list("results").map { "\($0["path"] ?? "") \($0["similarity"] ?? "")" })
      }
    }
    #expect(answers.count == 1)
    #expect(answers.first?.count == 23)
    #expect(answers.first?.contains { $0.contains("gneiss-01") } == false)
  }

  @Test("A member that is itself a link, or in a linked folder, is left out as well")
  func linkedMember() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, as: "elsewhere", perClass: 2)
    try DrawnRocks.copy(to: place, perClass: 1)
    symlink("../elsewhere/gneiss", "\(place.path)/rocks/linked")
    symlink("../elsewhere/marble/marble-02.png", "\(place.path)/rocks/linked.png")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    for member in ["linked/gneiss-02.png", "linked.png"] {
      for way in [member, "rocks/\(member)"] {
        let object = try place.run("search", way, "--in", "rocks", "-k", "99", "--json").succeeded().object()
        #expect(!object.list("results").contains { $0.text("path") == member }, "\(way)")
        #expect(object.list("results").count == 8)
      }
    }
  }

  @Test("A member that has changed since is described as it is now, and left out")
  func changedMember() throws {
    let place = try indexed()
    try place.write(DrawnRocks.picture("marble/marble-02.png"), to: "rocks/gneiss/gneiss-01.png")
    let object = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "99", "--json")
    let changed = try place.run("search", "rocks/gneiss/gneiss-01.png", "--in", "rocks", "-k", "99", "--json")
    #expect(
      try !object.succeeded().object().list("results").contains { $0.text("path") == "gneiss/gneiss-01.png" })
    let results = try changed.succeeded().object().list("results")
    #expect(results.first?.text("path") == "marble/marble-02.png")
    #expect(!results.contains { $0.text("path") == "gneiss/gneiss-01.png" })
  }

  @Test("An outside file finds its copy with 1.0000")
  func outside() throws {
    let place = try indexed()
    try place.write(DrawnRocks.picture("schist/schist-03.png"), to: "elsewhere/unknown.dat")
    let object = try place.run("search", "elsewhere/unknown.dat", "--in", "rocks", "--json").succeeded()
      .object()
    #expect(object.number("searched") == 24)
    let best = try #require(object.list("results").first)
    #expect(best.text("path") == "schist/schist-03.png")
    #expect(best["similarity"] as? Double == 1)
    #expect(object.list("results").count == 8)
  }

  @Test("Copies of the query tie, and ties are ordered by path")
  func ties() throws {
    let place = try indexed()
    for name in ["b", "a", "c"] { try place.copy("rocks/gneiss/gneiss-01.png", to: "rocks/\(name).png") }
    try place.run("index", "rocks").succeeded()
    let object = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "2", "--json")
      .object()
    #expect(object.list("results").compactMap { $0.text("path") } == ["a.png", "b.png"])
    #expect(object.number("searched") == 26)
  }

  @Test("The descriptor may be chosen among those that are there")
  func descriptor() throws {
    let place = try indexed()
    let query = "gneiss/gneiss-01.png"
    let first = try place.run("search", query, "--in", "rocks", "--json").object()
    #expect(first.text("descriptor") == "rgb-histogram")
    let second = try place.run("search", query, "--in", "rocks", "--descriptor", "lbp", "--json").object()
    #expect(second.text("descriptor") == "lbp")
    try place.run("search", query, "--in", "rocks", "--descriptor", "vgg16-block4")
      .refused("only of rgb-histogram, lbp", "lithoscope index")
  }

  @Test("Queries that are none")
  func badQueries() throws {
    let place = try indexed()
    try place.write(Array("a page".utf8), to: "page.html")
    try place.run("search", "missing.png", "--in", "rocks").refused("missing.png")
    try place.run("search", "page.html", "--in", "rocks").refused("page.html")
    try place.run("search", "rocks/gneiss", "--in", "rocks").refused("rocks/gneiss")
    try place.run("search", "two\nlines.png", "--in", "rocks").refused("two\\nlines.png")
    try place.run("search", "", "--in", "rocks").refused()
  }

  @Test("A collection elsewhere leaves the folder of images as it is")
  func elsewhere() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    let before = place.files(below: "rocks")
    try place.run("index", "rocks", "--collection", "deep/er/store", "--descriptor", "lbp").succeeded()
    #expect(place.files(below: "rocks") == before)
    let object = try place.run(
      "search", "gneiss/gneiss-01.png", "--in", "rocks", "--collection", "deep/er/store", "--json")
    #expect(try object.succeeded().object().number("searched") == 11)
    try place.run("status", "rocks").refused("lithoscope index")
    #expect(
      try place.run("status", "rocks", "--collection", "deep/er/store").succeeded().text.contains("deep/er"))
  }
}
