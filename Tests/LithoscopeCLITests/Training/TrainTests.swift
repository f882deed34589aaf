import Foundation
import Testing

/// `lithoscope train`, and what can be done with what it makes.
@Suite("Teaching a model")
struct TrainTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 12)
    try place.write(DrawnRocks.picture("gneiss/gneiss-20.png"), to: "outside.png")
  }

  /// A training on pixels that takes moments.
  static let quick = [
    "--base", "lab-histogram+lbp", "--hidden", "32", "--epochs", "25", "--batch", "16", "--rate", "0.01",
    "--threads", "1",
  ]

  @Test("A classifier: a line an epoch, pictures, and from then on it classifies and describes")
  func classifier() throws {
    let outcome = try place.run(
      ["train", "classifier", "rocks", "--out", "kinds.safetensors"] + Self.quick
    ).succeeded()
    #expect(outcome.complaintLines.filter { $0.hasPrefix("epoch ") }.count >= 5)
    #expect(outcome.text.contains("accuracy") && outcome.text.contains("kinds.curves.png"))
    for file in ["kinds.curves.png", "kinds.confusion.png"] {
      #expect(try place.read(file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
    let table = String(decoding: try place.read("kinds.curves.csv"), as: UTF8.self)
    #expect(table.hasPrefix("epoch,learning_rate,training_loss,validation_loss,validation_accuracy,seconds"))
    let answer = try place.run("classify", "outside.png", "--model", "kinds.safetensors", "--json")
      .succeeded()
    #expect(answer.text.contains("gneiss"))
    try place.run("index", "rocks", "--descriptor", "kinds.safetensors").succeeded()
    let found = try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "kinds", "--json")
    #expect(try found.succeeded().object().list("results").first?.text("label") == "gneiss")
  }

  @Test("A Siamese network, as one JSON object, with images held out")
  func siamese() throws {
    try place.run("sample", "more", "--per-class", "3", "--side", "48", "--seed", "77").succeeded()
    let outcome = try place.run(
      ["train", "siamese", "rocks", "--out", "alike.safetensors", "--test", "more", "--json"] + Self.quick)
    let report = try outcome.succeeded().object()
    #expect(report.text("model") == "alike" && report.number("dimension") == 128)
    #expect(report.list("epochs").count >= 5 && report.number("best_epoch") != nil)
    let test = try #require(report["test"] as? [String: Any])
    #expect(test.number("images") == 18)
    let lines = test.list("descriptors")
    #expect(
      lines.map { $0.text("name") } == [
        "alike", "lab-histogram+lbp, untrained", "lab-histogram+lbp@whitened, untrained", "histogram+lbp",
      ])
    let maps = lines.compactMap { ($0["mean_average_precision"] as? [String: Any])?["value"] as? Double }
    // Twice what chance would reach.
    #expect(maps.count == 4 && maps[0] > 2.0 / 6)
  }

  @Test("Mistakes in using it are said in a sentence")
  func mistakes() throws {
    let out = ["--out", "m.safetensors"] + Self.quick
    try place.run(["train", "siamese", "rocks", "--pairs", "gone.csv"] + out).refused("gone.csv")
    try place.run(["train", "classifier", "rocks", "--resume"] + out).refused(
      "m.checkpoint.safetensors", "without")
    try place.run(["train", "classifier", "rocks", "--dropout", "2"] + out).refused("--dropout")
    try place.run(["train", "classifier", "rocks/gneiss"] + out).refused("Only 0", "label")
    try place.run(["train", "classifier", "rocks", "--group-by", "("] + out).refused("regular expression")
    #expect(try place.run("train", "classifier", "rocks").status == 2)
    #expect(
      try place.run(["train", "siamese", "rocks", "--pairs", "a.csv", "--unlabelled"] + out).status == 2)
    #expect(try place.run(["train", "classifier", "rocks", "--augment", "wobble"] + out).status == 2)
    #expect(!place.exists("m.safetensors"))
  }
}
