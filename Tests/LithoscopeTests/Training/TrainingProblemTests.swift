import Descriptors
import Foundation
import Testing

@testable import Lithoscope

@Suite("What cannot be trained")
struct TrainingProblemTests {
  private func problem(
    _ folder: TemporaryFolder, _ objective: TrainingObjective = SmallTraining.classes,
    to name: String = "m.safetensors",
    change: (inout TrainingOptions) throws -> Void = { _ in }
  ) throws -> TrainingProblem {
    var options = try SmallTraining.options(objective, epochs: 3)
    try change(&options)
    let error = try #require(throws: TrainingProblem.self) {
      try folder.collection().train(options, to: folder.at(name))
    }
    #expect(error.description.hasSuffix("."))
    #expect(!FileManager.default.fileExists(atPath: folder.at("m.safetensors")))
    return error
  }

  @Test("One class, one image, nothing alike")
  func tooLittle() throws {
    let one = try TemporaryFolder()
    try ColouredRocks.write(to: one, classes: 1, count: 4)
    #expect(try problem(one) == .oneClass("c0", images: 4))
    let lonely = try TemporaryFolder()
    try ColouredRocks.write(to: lonely, classes: 3, count: 1)
    let labels = try problem(lonely, .likeness(.ntXent(temperature: 0.1), .labels))
    #expect(labels == .nothingToPair(folder: lonely.path))
    let single = try TemporaryFolder()
    try single.write(ColouredRocks.png(1, class: 0), to: "only.png")
    let few = try problem(single, .likeness(.ntXent(temperature: 0.1), .augmentation))
    #expect(few == .tooFewImages(1, folder: single.path))
  }

  @Test("A class with one image is trained on and cannot be validated, which is said")
  func lonelyClass() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 8)
    try folder.write(ColouredRocks.png(5, class: 2), to: "rare/rock.png")
    try folder.write([1, 2, 3], to: "c0/broken.jpg")
    let report = try #require(
      try folder.collection().train(
        SmallTraining.options(SmallTraining.classes, epochs: 3), to: folder.at("m.safetensors")))
    #expect(report.classes == ["c0", "c1", "rare"])
    #expect(report.remarks.contains { $0.contains("The class rare") })
    #expect(report.failed.map(\.path) == ["c0/broken.jpg"])
  }

  @Test("A loss that explodes stops with the epoch, the rate and the remedy")
  func divergence() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 3, count: 12)
    let error = try problem(folder) {
      $0.optimizer = .sgd
      $0.rate = 100
      $0.epochs = 200
      $0.warmUp = 0
    }
    guard case .diverged(let epoch, let loss, let rate, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(epoch >= 1 && !loss.isFinite && rate > 1)
    #expect(error.description.contains("epoch \(epoch)") && error.description.contains("--rate"))
  }

  @Test("Options that make no sense are refused before anything is computed")
  func options() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 3)
    let changes: [(String, (inout TrainingOptions) throws -> Void)] = [
      ("--epochs", { $0.epochs = 0 }), ("--batch", { $0.batchSize = 1 }), ("--dropout", { $0.dropout = 1 }),
      ("--rate", { $0.rate = .nan }), ("--validation", { $0.validationShare = -0.1 }),
      ("--smoothing", { $0.objective = .classes(smoothing: 2) }), ("--copies", { $0.copies = 1000 }),
      ("--margin", { $0.objective = .likeness(.contrastive(margin: 0), .labels) }),
      ("--loss", { $0.objective = .likeness(.ntXent(temperature: 0.1), .pairs(path: "x.csv")) }),
      ("--loss", { $0.objective = .likeness(.contrastive(margin: 1), .augmentation) }),
      (
        "--augment",
        {
          $0.objective = .likeness(.ntXent(temperature: 0.1), .augmentation)
          $0.augmentation = .none
        }
      ),
      (
        "--test",
        {
          $0.objective = .likeness(.ntXent(temperature: 0.1), .augmentation)
          $0.heldOut = "elsewhere"
        }
      ), ("--depth", { $0.depth = .block5 }),
      (
        "--depth all",
        {
          $0.depth = .block5
          $0.base = try Descriptor.named("vgg16-block4")
        }
      ),
    ]
    for (option, change) in changes {
      #expect(try problem(folder, change: change).description.contains(option))
    }
    #expect(try folder.names().allSatisfy { !$0.hasPrefix(".lithoscope") })
  }

  @Test("A model's place and name")
  func places() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder, classes: 2, count: 3)
    try folder.makeFolder("taken.safetensors")
    for name in ["nowhere/m.safetensors", "taken.safetensors"] {
      guard case .unwritable = try problem(folder, to: name) else {
        Issue.record("\(name) was not refused")
        continue
      }
    }
    #expect(throws: LearnedModelError.badName("fusion")) {
      try folder.collection().train(
        SmallTraining.options(SmallTraining.classes), to: folder.at("fusion.safetensors"))
    }
    let other = try TemporaryFolder()
    try ColouredRocks.write(to: other, classes: 1, count: 2)
    try other.move("c0", to: "unheard")
    var options = try SmallTraining.options(SmallTraining.classes, epochs: 1)
    options.heldOut = other.path
    #expect(throws: TrainingProblem.heldOutForeign(folder: other.path)) {
      try folder.collection().train(options, to: folder.at("m.safetensors"))
    }
    // Nothing was trained in vain, and nothing stands in the way of the next try.
    #expect(try folder.names().allSatisfy { !$0.hasPrefix("m.") })
  }
}
