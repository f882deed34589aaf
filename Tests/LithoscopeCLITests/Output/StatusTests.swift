import Testing

/// `status` for people, and `compare`.
@Suite("Status and compare")
struct StatusTests {
  @Test("Counts, labels, descriptors and failures are shown")
  func text() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.copy("rocks/gneiss/gneiss-01.png", to: "rocks/copy.png")
    try place.write([], to: "rocks/two\nlines.png")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    let lines = try place.run("status", "rocks").succeeded().lines.map(String.init)
    #expect(lines.contains { $0.hasPrefix("Folder ") && $0.hasSuffix("\(place.path)/rocks") })
    #expect(lines.contains { $0.hasPrefix("Images ") && $0.hasSuffix("13 (12 different ones)") })
    #expect(lines.contains { $0.hasPrefix("gneiss ") && $0.hasSuffix(" 2") })
    #expect(lines.contains { $0.hasPrefix("– ") && $0.hasSuffix(" 1") })
    #expect(lines.contains { $0.hasPrefix("lbp ") && $0.contains("256") && $0.contains(" 12 ") })
    #expect(lines.contains("Failed (1)"))
    #expect(lines.last?.hasPrefix("two\\nlines.png: ") == true)
  }

  @Test("An empty folder makes an empty collection, which is said")
  func empty() throws {
    let place = try Workplace()
    try place.write(Array("notes".utf8), to: "empty/notes.txt")
    let outcome = try place.run("index", "empty", "--descriptor", "lbp").succeeded()
    #expect(outcome.complaints.contains("no images in empty"))
    #expect(try place.run("status", "empty", "--json").succeeded().object().number("images") == 0)
    try place.run("search", "x.png", "--in", "empty").refused("no images yet")
  }

  @Test("Two pictures compare by colour and texture")
  func compare() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    let (one, two) = ("rocks/gneiss/gneiss-01.png", "rocks/marble/marble-01.png")
    let same = try place.run("compare", one, one).succeeded()
    #expect(same.lines.dropFirst().allSatisfy { $0.hasSuffix(" 1.0000") })
    let forth = try place.run("compare", one, two, "--json").succeeded().object().list("similarities")
    let back = try place.run("compare", two, one, "--json").succeeded().object().list("similarities")
    #expect(
      forth.compactMap { $0["similarity"] as? Double } == back.compactMap { $0["similarity"] as? Double })
    #expect(forth.allSatisfy { ($0["similarity"] as? Double ?? 1) < 1 })
    let only = try place.run("compare", one, two, "--descriptor", "lbp").succeeded()
    #expect(only.lines.count == 2 && only.complaints.isEmpty)
    try place.run("compare", one, "missing.png").refused("missing.png")
  }
}
