import Foundation
import Testing

/// `classify` as people use it.
@Suite("Classify")
struct ClassifyTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 8)
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    return place
  }

  @Test("Classes with their shares, then the images that the vote rests on")
  func table() throws {
    let place = try indexed()
    try place.write(DrawnRocks.picture("gneiss/gneiss-20.png"), to: "unknown.png")
    let outcome = try place.run("classify", "unknown.png", "--in", "rocks", "-k", "5").succeeded()
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.split(separator: " ").map(String.init) == ["share", "label"])
    let gap = try #require(lines.firstIndex(of: ""))
    #expect(lines[1..<gap].allSatisfy { $0.contains(" %  ") })
    #expect(lines[gap + 1].hasPrefix("rank"))
    #expect(lines.count == gap + 1 + 6 + 1, "a heading, five voters and the end")
  }

  @Test("The object has the label, the shares, which add up to 1, and the neighbours")
  func object() throws {
    let place = try indexed()
    let object = try place.run("classify", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "6", "--json")
      .succeeded()
      .object()
    let classes = object.list("classes")
    #expect(object.text("label") == classes.first?.text("label"))
    #expect(object.number("k") == 6)
    #expect(object.text("descriptor") == "rgb-histogram")
    let shares = classes.compactMap { $0["share"] as? Double }
    #expect(abs(shares.reduce(0, +) - 1) < 0.001 && shares == shares.sorted(by: >))
    let search = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "6", "--json")
      .object()
    #expect(
      object.list("neighbours").map { $0.text("path") } == search.list("results").map { $0.text("path") })
  }

  @Test("Among the classes asked for only")
  func filtered() throws {
    let place = try indexed()
    let object = try place.run(
      "classify", "gneiss/gneiss-01.png", "--in", "rocks", "--label", "marble", "--label", "schist", "--json"
    ).succeeded().object()
    #expect(Set(object.list("classes").compactMap { $0.text("label") }).isSubset(of: ["marble", "schist"]))
    let none = try place.run(
      "classify", "gneiss/gneiss-01.png", "--in", "rocks", "--where", "width>999", "--json"
    ).succeeded()
    #expect(try none.object()["label"] is NSNull)
    #expect(none.complaints.contains("filter"))
  }

  @Test("Where nobody else has a label, nobody votes, and a note says so")
  func alone() throws {
    let place = try Workplace()
    for name in ["bare/class/1.png", "bare/2.png"] {
      try place.write(DrawnPNG.file(20, name.count), to: name)
    }
    try place.run("index", "bare", "--descriptor", "lbp").succeeded()
    let outcome = try place.run("classify", "class/1.png", "--in", "bare", "--json").succeeded()
    #expect(try outcome.object()["label"] is NSNull)
    #expect(outcome.complaints.contains("no other image with a label"))
    let search = try place.run("search", "class/1.png", "--in", "bare").succeeded()
    #expect(search.lines.count == 2 && search.complaints.isEmpty)
  }

  @Test("Without labels, and without a collection, it says what to do")
  func refused() throws {
    let place = try Workplace()
    for number in 1...3 { try place.write(DrawnPNG.file(20, 20 + number), to: "bare/\(number).png") }
    try place.run("classify", "1.png", "--in", "bare").refused("lithoscope index")
    try place.run("index", "bare", "--descriptor", "lbp").succeeded()
    try place.run("classify", "1.png", "--in", "bare").refused("label", "folders", "lithoscope index")
    try place.run("classify", "none.png", "--in", "missing").refused("missing")
  }
}
