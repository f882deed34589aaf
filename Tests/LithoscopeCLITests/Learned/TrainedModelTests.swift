import Foundation
import Testing

/// Trained models on the command line.
@Suite("A trained model")
struct TrainedModelTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 5)
    try place.write(DrawnRocks.picture("gneiss/gneiss-09.png"), to: "outside.png")
    try place.write(DrawnRocks.picture("marble/marble-09.png"), to: "other.png")
    try TrainedRocks.model(pictures: 10...25).write(to: place.path + "/rocks.safetensors")
    try TrainedRocks.model(name: "likeness", kind: .siamese, pictures: 10...25).write(
      to: place.path + "/likeness.safetensors")
  }

  private func labels(_ outcome: Outcome) throws -> [String] {
    try outcome.succeeded().object().list("results").compactMap { $0.text("label") }
  }

  @Test("describes a collection, which knows it by its name when the file is gone")
  func index() throws {
    try place.run("index", "rocks", "--descriptor", "./rocks.safetensors").succeeded()
    #expect(place.exists("rocks/.lithoscope/models/rocks.safetensors"))
    let byFile = try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "rocks.safetensors")
    try place.remove("rocks.safetensors")
    let byName = try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "rocks")
    #expect(byFile.succeeded().output == byName.succeeded().output)
    #expect(byName.lines[1].contains("gneiss"))
    try place.run("index", "rocks").succeeded()
    try place.run("evaluate", "rocks", "--descriptor", "rocks", "--json").succeeded()
    try place.run("duplicates", "rocks").succeeded()
    let vote = try place.run("classify", "outside.png", "--in", "rocks", "--descriptor", "rocks", "--json")
    #expect(try vote.succeeded().object().text("label") == "gneiss")
    let status = try place.run("status", "rocks").succeeded().text
    #expect(status.contains("rocks = trained on lab-histogram+lbp"))
    let record = try place.run("status", "rocks", "--json").succeeded().object().list("descriptors")[0]
    #expect(record["trained"] as? Bool == true && record.text("model_digest")?.count == 64)
    try place.run("search", "outside.png", "--in", "rocks", "--explain").refused(
      "rocks was trained", "fusion")

    try place.remove("rocks/.lithoscope/models/rocks.safetensors")
    try place.run("search", "outside.png", "--in", "rocks").refused(
      "is gone", "--descriptor MODEL.safetensors`")
  }

  @Test("of another training is refused under the same name")
  func sameName() throws {
    try place.run("index", "rocks", "--descriptor", "rocks.safetensors").succeeded()
    try TrainedRocks.model(pictures: 11...20).write(to: place.path + "/new.safetensors")
    try place.run("index", "rocks", "--descriptor", "new.safetensors")
      .refused("model", "--rebuild --descriptor MODEL.safetensors`", "another name")
    try place.run("index", "rocks", "--descriptor", "new.safetensors", "--rebuild").succeeded()
    try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "rocks.safetensors")
      .refused("--rebuild")
    try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "new.safetensors").succeeded()
  }

  @Test("says what classes images are of, without a collection")
  func classify() throws {
    let text = try place.run("classify", "outside.png", "--model", "rocks.safetensors").succeeded()
    #expect(text.lines.count == 7 && text.lines[1].hasSuffix("gneiss") && text.lines[1].contains("%"))
    let several = try place.run(
      "classify", "outside.png", "other.png", "--model", "./rocks.safetensors", "--json"
    ).succeeded().object()
    #expect(several.keys.sorted() == ["model", "model_digest", "predictions"])
    let predictions = several.list("predictions")
    #expect(predictions.map { $0.text("label") } == ["gneiss", "marble"])
    #expect(predictions.map { $0.text("query") } == ["outside.png", "other.png"])
    for prediction in predictions {
      let shares = prediction.list("classes").compactMap { $0["probability"] as? Double }
      #expect(shares.count == 6 && shares == shares.sorted(by: >))
      #expect(abs(shares.reduce(0, +) - 1) < 0.001)
    }
    // By the name, once a collection knows it.
    try place.run("classify", "outside.png", "--model", "rocks").refused(
      "no trained model rocks", "--in FOLDER")
    try place.run("index", "rocks", "--descriptor", "rocks.safetensors").succeeded()
    let named = try place.run("classify", "outside.png", "--in", "rocks", "--model", "rocks", "--json")
    #expect(try named.succeeded().object().list("predictions")[0].text("label") == "gneiss")
  }

  @Test("without classes, or what is no trained model, is refused with what to do")
  func refused() throws {
    try place.run("classify", "outside.png", "--model", "likeness.safetensors")
      .refused("Siamese", "--in FOLDER --descriptor likeness")
    try place.run("classify", "outside.png", "--model", "lbp").refused("lbp is no trained model")
    try place.run("classify", "outside.png", "--model", "outside.png").refused("lithoscope train")
    try place.run("classify", "outside.png", "--model", "nowhere.safetensors").refused("No such file")
    try place.run("index", "rocks", "--descriptor", "outside.png").refused("lithoscope train")
    let usage = [
      ["classify", "outside.png", "--model", "rocks.safetensors", "-k", "3"],
      ["classify", "outside.png", "--model", "rocks.safetensors", "--label", "gneiss"],
      ["search", "outside.png", "--in", "rocks", "--within-class"],
      ["search", "outside.png", "--in", "rocks", "--model", "rocks.safetensors"],
      ["search", "outside.png", "--in", "rocks", "--descriptor", "granites"],
    ]
    for arguments in usage { #expect(try place.run(arguments).status == 2, "\(arguments)") }
  }

  @Test("narrows a search to the class that it sees in the query")
  func withinClass() throws {
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    let words = ["search", "outside.png", "--in", "rocks", "--model", "rocks.safetensors", "--within-class"]
    let found = try place.run(words + ["-k", "50", "--json"]).succeeded().object()
    let within = found.list("within")
    #expect(
      within.first?.text("label") == "gneiss" && within.first?.keys.sorted() == ["label", "probability"])
    let classes = Set(within.compactMap { $0.text("label") })
    let labels = found.list("results").compactMap { $0.text("label") }
    #expect(Set(labels) == classes && labels.count == 5 * classes.count)
    #expect(found.number("searched") == labels.count)
    let text = try place.run(words + ["--html", "page.html", "--sheet", "sheet.png"]).succeeded()
    #expect(
      text.lines[0].hasPrefix("Within gneiss (") && text.lines[0].contains("that rocks takes the query for"))
    #expect(String(decoding: try place.read("page.html"), as: UTF8.self).contains("Searched within gneiss"))
    let plain = try place.run("search", "outside.png", "--in", "rocks", "--json").succeeded().object()
    #expect(plain["within"] == nil)

    try place.run("evaluate", "rocks", "--model", "rocks.safetensors").succeeded()
    let report = try place.run("evaluate", "rocks", "--model", "rocks.safetensors", "--json").succeeded()
      .object()
    let lines = report.list("descriptors").compactMap { $0.text("name") }
    #expect(lines.prefix(2) == ["lbp", "lbp, within classes"])
    let remarks = try #require(report["remarks"] as? [String])
    #expect(remarks.contains { $0.contains("rocks has the right class") && $0.contains("flatter") })
  }

  @Test("says of itself what it is")
  func info() throws {
    let text = try place.run("model", "info", "rocks.safetensors").succeeded().text
    for word in [
      "rocks: a classifier", "lab-histogram+lbp", "gneiss, marble", "0.01", "epochs = 1", "means/kernel",
    ] {
      #expect(text.contains(word), "\(word)")
    }
    let object = try place.run("model", "info", "likeness.safetensors", "--json").succeeded().object()
    #expect(object.text("kind") == "siamese" && object.text("name") == "likeness")
    #expect(object.list("tensors").count == 4)
    try place.run("model", "info", "outside.png").refused("lithoscope train")
  }
}
