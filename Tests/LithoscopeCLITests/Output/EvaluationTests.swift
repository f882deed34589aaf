import Testing

/// What `evaluate` and `duplicates` print, and how they refuse.
@Suite struct EvaluationTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
  }

  @Test func printsExactlyTheseKeys() throws {
    let object = try place.run("evaluate", "rocks", "--json").succeeded().object()
    #expect(
      object.keys.sorted() == [
        "chance", "classes", "descriptors", "folder", "images", "k", "protocol", "queries",
        "queries_without_relevant", "remarks", "seconds", "warnings",
      ])
    #expect(object.number("images") == 24 && object.number("queries") == 24 && object.number("k") == 8)
    let rows = object.list("descriptors")
    #expect(rows.compactMap { $0.text("name") } == ["rgb-histogram", "lbp", "histogram+lbp"])
    let figures = [
      "knn_accuracy", "mean_average_precision", "precision_at_1", "precision_at_k", "r_precision",
    ]
    for row in rows {
      #expect(
        row.keys.sorted()
          == (["calibration", "classes", "dimension", "gain", "intervals", "name"] + figures).sorted())
      let intervals = try #require(row["intervals"] as? [String: [Double]])
      #expect(intervals.keys.sorted() == figures)
      for figure in figures {
        let value = try #require(row[figure] as? Double)
        let bounds = try #require(intervals[figure])
        #expect(bounds.count == 2 && bounds[0] <= value && value <= bounds[1])
      }
      #expect(row.list("classes").count == 6)
      #expect(
        row.list("classes").allSatisfy {
          $0.keys.sorted() == (["intervals", "label", "queries"] + figures).sorted()
        })
    }
  }

  @Test func printsWarningsAboveTheFigures() throws {
    let picture = try DrawnRocks.picture("gneiss/gneiss-01.png")
    try place.write(picture, to: "rocks/schist/copy.png")
    try place.run("index", "rocks").succeeded()
    let outcome = try place.run("evaluate", "rocks").succeeded()
    let first = try #require(outcome.lines.first)
    #expect(first.hasPrefix("Warning: ") && outcome.text.contains("an exact copy"))
    #expect(outcome.text.contains("2 of them under another label"))
    let table = try #require(outcome.text.range(of: "histogram+lbp  "))
    #expect(try #require(outcome.text.range(of: "Warning")).lowerBound < table.lowerBound)
    #expect(outcome.text.contains("leave one out"))
  }

  @Test func writesAReport() throws {
    try place.run("evaluate", "rocks", "--html", "report.html").succeeded()
    #expect(String(decoding: try place.read("report.html"), as: UTF8.self).hasPrefix("<!doctype html>"))
    #expect(place.files(below: ".").contains("report.html"))
    try place.run("evaluate", "rocks", "--html", "no/such/report.html").refused("report.html")
  }

  @Test func refusesInOneSentence() throws {
    try place.run("evaluate", "rocks", "--group-by", "(").refused("--group-by")
    try place.write(Array("path,label\nno.jpg,x\n".utf8), to: "labels.csv")
    let outcome = try place.run("evaluate", "rocks", "--labels", "labels.csv")
    #expect(outcome.status == 1 && outcome.complaints.contains("Only 0 of the collection's images"))
    try place.write(Array("file\nno.jpg\n".utf8), to: "bad.csv")
    try place.run("evaluate", "rocks", "--labels", "bad.csv").refused("no column named path")
    try place.run("evaluate", "rocks", "--labels", "none.csv").refused("none.csv")
    #expect(try place.run("evaluate", "rocks", "-k", "0").status == 2)
    #expect(try place.run("evaluate", "rocks", "--queries", "0").status == 2)
    #expect(try place.run("duplicates", "rocks", "--threshold", "2").status == 2)
    try place.run("evaluate", "rocks", "--descriptor", "vgg16-block4").refused("--descriptor vgg16-block4")
  }

  @Test func saysTroublesOfTheTableOnStandardError() throws {
    let lines = place.files(below: "rocks").filter { $0.hasSuffix(".png") }.map {
      "\($0),\($0.prefix(3))\r\n"
    }
    try place.write(Array("\u{FEFF}path,label\r\n\(lines.joined())gone.png,x\r\n".utf8), to: "labels.csv")
    let outcome = try place.run("evaluate", "rocks", "--labels", "labels.csv", "--json").succeeded()
    #expect(outcome.complaintLines.count == 1 && outcome.complaints.contains("gone.png on line 26"))
    #expect(try outcome.object().number("images") == 24)
  }

  @Test func listsDuplicates() throws {
    let picture = try DrawnRocks.picture("gneiss/gneiss-01.png")
    try place.write(picture, to: "rocks/schist/copy.png")
    try place.run("index", "rocks").succeeded()
    let object = try place.run("duplicates", "rocks", "--json").succeeded().object()
    #expect(object["exact"] as? [[String]] == [["gneiss/gneiss-01.png", "schist/copy.png"]])
    #expect(object.keys.contains("near") && object["complete"] as? Bool == true)
    let text = try place.run("duplicates", "rocks").succeeded().text
    #expect(text.hasPrefix("the same bytes\n  gneiss/gneiss-01.png\n  schist/copy.png\n"))
    #expect(text.contains("25 images: 1 is a copy of another"))
  }
}
