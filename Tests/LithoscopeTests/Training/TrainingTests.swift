import Descriptors
import Foundation
import Imaging
import Testing

@testable import Lithoscope

/// Trainings of heads on pixels alone, which need no weights and take moments.
enum SmallTraining {
  static func options(_ objective: TrainingObjective, epochs: Int = 30) throws -> TrainingOptions {
    var options = TrainingOptions(objective)
    options.base = try Descriptor.named("rgb-histogram+lbp")
    options.hiddenUnits = 16
    options.dropout = 0.1
    options.epochs = epochs
    options.batchSize = 16
    options.rate = 0.01
    options.validationShare = 0.25
    options.patience = epochs
    options.threads = 1
    return options
  }

  static let classes = TrainingObjective.classes(smoothing: 0)
}

@Suite("Training on a folder")
struct TrainingTests {
  @Test("A classifier learns 32 images by heart, and says so of others of their kind")
  func classifier() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 4, count: 11)
    let heldOut = try TemporaryFolder()
    for label in 0..<4 {
      try heldOut.write(ColouredRocks.png(7000 + label, class: label), to: "c\(label)/other\(label).png")
    }
    try heldOut.write(ColouredRocks.png(1, class: 0), to: "stranger/x.png")
    try heldOut.write(folder.read("c0/rock0.png"), to: "c0/copy.png")
    var options = try SmallTraining.options(SmallTraining.classes)
    options.heldOut = heldOut.path
    let report = try #require(try folder.collection().train(options, to: folder.at("rocks.safetensors")))
    #expect(report.classes == ["c0", "c1", "c2", "c3"])
    #expect(report.trainingImages == 32 && report.validationImages == 12)
    #expect(report.confusion?.accuracy == 1)
    #expect(report.best != nil && report.history.count == 30)
    #expect((report.history.first?.trainingLoss ?? 0) > 3 * (report.history.last?.trainingLoss ?? 1))
    let test = try #require(report.heldOut)
    #expect(test.images == 5 && test.database == 44 && test.shared == 1)
    #expect(test.confusion?.accuracy == 1)
    // The 44 images are too few for a whitening.
    #expect(test.lines.map(\.isBaseline) == [false, false, true])
    #expect(test.answers.map(\.path) == ["c0/copy.png"] + (0..<4).map { "c\($0)/other\($0).png" })
    #expect(test.answers.allSatisfy { $0.predicted == $0.label && $0.averagePrecision.count == 3 })
    #expect(test.lines[0].figures.precisionAt1.value == 1)
    #expect(test.remarks.contains { $0.contains("1 image") })
    // Nothing but the model, its curves and its confusion is left beside it.
    let names = try folder.names().filter { $0.hasPrefix("rocks.") }
    #expect(names == ["rocks.confusion.png", "rocks.curves.csv", "rocks.curves.png", "rocks.safetensors"])
    let model = try LearnedModel.read(folder.at("rocks.safetensors"))
    #expect(model.kind == .classifier && model.classes == report.classes && model.dimension == 16)
    #expect(model.digest == report.digest && model.settings["seed"] == "0")
  }

  @Test("A single image of one class can be held out, and what cannot be used of the others is said")
  func oneHeldOut() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 8)
    let heldOut = try TemporaryFolder()
    try heldOut.write(ColouredRocks.png(901, class: 1), to: "c1/alone.png")
    try heldOut.write([1, 2, 3], to: "c1/broken.jpg")
    var options = try SmallTraining.options(SmallTraining.classes, epochs: 15)
    options.heldOut = heldOut.path
    let report = try #require(try folder.collection().train(options, to: folder.at("m.safetensors")))
    let test = try #require(report.heldOut)
    #expect(test.answers.map(\.predicted) == ["c1"])
    #expect(test.remarks.contains { $0.contains("c1/broken.jpg") })
  }

  @Test("A linear classifier")
  func linear() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 8)
    var options = try SmallTraining.options(.classes(smoothing: 0.1))
    options.hiddenUnits = 0
    options.balances = true
    options.optimizer = .sgd
    options.rate = 0.05
    let report = try #require(try folder.collection().train(options, to: folder.at("linear.safetensors")))
    #expect(report.confusion?.accuracy == 1)
    #expect(report.dimension == 2)
  }

  @Test(
    "A Siamese network puts like beside like by every loss",
    arguments: [
      SiameseLoss.triplet(margin: 0.3, mining: .batchHard), .triplet(margin: 0.3, mining: .semiHard),
      .contrastive(margin: 1), .ntXent(temperature: 0.1),
    ])
  func siamese(loss: SiameseLoss) throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 3, count: 10)
    let options = try SmallTraining.options(.likeness(loss, .labels))
    let report = try #require(try folder.collection().train(options, to: folder.at("alike.safetensors")))
    #expect(report.dimension == 128 && report.confusion == nil && report.temperature == nil)
    #expect((report.best?.metrics["mean_average_precision"] ?? 0) > 0.99)
    #expect(try LearnedModel.read(folder.at("alike.safetensors")).kind == .siamese)
  }

  @Test("Judgements teach what folders do not say")
  func judgements() throws {
    let folder = try TemporaryFolder()
    for number in 0..<24 {
      try folder.write(ColouredRocks.png(number, class: number % 2), to: "rock\(number).png")
    }
    var lines = ["a,b,same"]
    for a in 0..<24 {
      for b in (a + 1)..<24 {
        lines.append("rock\(a).png,rock\(b).png,\(a % 2 == b % 2 ? 1 : 0)")
      }
    }
    try folder.write(Array(lines.joined(separator: "\n").utf8), to: "pairs.csv")
    let options = try SmallTraining.options(
      .likeness(.contrastive(margin: 1), .pairs(path: folder.at("pairs.csv"))))
    let report = try #require(try folder.collection().train(options, to: folder.at("judged.safetensors")))
    #expect((report.best?.metrics["area_under_curve"] ?? 0) > 0.95)
    #expect(report.classes.isEmpty)
  }

  @Test("Without labels, varied copies of an image are alike")
  func unlabelled() throws {
    let folder = try TemporaryFolder()
    for number in 0..<12 { try folder.write(Picture.png(number, side: 24), to: "rock\(number).png") }
    var options = try SmallTraining.options(.likeness(.ntXent(temperature: 0.2), .augmentation))
    options.copies = 2
    let report = try #require(try folder.collection().train(options, to: folder.at("free.safetensors")))
    let losses = report.history.map(\.trainingLoss)
    #expect((losses.last ?? 9) < (losses.first ?? 0))
    #expect(report.best?.epoch == report.history.count)
  }

  @Test("The same seed makes the same model to the bit, another one another")
  func determinism() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 8)
    var options = try SmallTraining.options(SmallTraining.classes, epochs: 4)
    let digests = try [0, 0, 1].enumerated().map { number, seed in
      options.seed = UInt64(seed)
      return try folder.collection().train(options, to: folder.at("m\(number).safetensors"))?.digest
    }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }
}
