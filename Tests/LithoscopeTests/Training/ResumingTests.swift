import Foundation
import Testing

@testable import Lithoscope

@Suite("Going on with a training that was stopped")
struct ResumingTests {
  private struct Place {
    let folder: TemporaryFolder
    var checkpoint: String { folder.at("m.checkpoint.safetensors") }
    var hasCheckpoint: Bool { FileManager.default.fileExists(atPath: checkpoint) }

    init() throws {
      folder = try TemporaryFolder()
      try ColouredRocks.write(to: folder, classes: 3, count: 12)
    }

    /// Trains; stops after so many steps.
    func train(
      _ objective: TrainingObjective = SmallTraining.classes, stoppingAfter steps: Int = .max,
      resuming: Bool = false, change: (inout TrainingOptions) -> Void = { _ in }
    ) throws -> TrainingReport? {
      var options = try SmallTraining.options(objective, epochs: 6)
      options.resumes = resuming
      change(&options)
      var taken = 0
      return try folder.collection().train(options, to: folder.at("m.safetensors")) { progress in
        if case .step = progress { taken += 1 }
        return taken < steps
      }
    }
  }

  @Test(
    "Stopped anywhere, it ends as an unbroken run does, bit for bit",
    arguments: [
      SmallTraining.classes, .likeness(.triplet(margin: 0.2, mining: .batchHard), .labels),
    ], [1, 2, 4, 7])
  func equality(objective: TrainingObjective, steps: Int) throws {
    let place = try Place()
    let unbroken = try #require(try place.train(objective))
    try place.folder.remove("m.safetensors")
    #expect(try place.train(objective, stoppingAfter: steps) == nil)
    #expect(place.hasCheckpoint)
    #expect(!FileManager.default.fileExists(atPath: place.folder.at("m.safetensors")))
    // Stopped once more on the way.
    #expect(try place.train(objective, stoppingAfter: 2, resuming: true) == nil)
    let broken = try #require(try place.train(objective, resuming: true))
    #expect(broken.digest == unbroken.digest)
    #expect(broken.history.map(\.trainingLoss) == unbroken.history.map(\.trainingLoss))
    #expect(broken.best?.epoch == unbroken.best?.epoch)
    #expect(!place.hasCheckpoint)
  }

  @Test("A checkpoint is neither passed over nor taken for another training's")
  func refusals() throws {
    let place = try Place()
    let none = try #require(throws: TrainingProblem.self) { try place.train(resuming: true) }
    #expect(none == .noCheckpoint(path: place.checkpoint))
    _ = try place.train(stoppingAfter: 3)
    let exists = try #require(throws: TrainingProblem.self) { try place.train() }
    #expect(exists == .checkpointExists(path: place.checkpoint))

    let before = try place.folder.read("m.checkpoint.safetensors")
    let changes: [(String, (inout TrainingOptions) -> Void)] = [
      ("hidden units", { $0.hiddenUnits = 17 }), ("rate", { $0.rate = 0.5 }), ("seed", { $0.seed = 4 }),
      ("objective", { $0.objective = .classes(smoothing: 0.2) }), ("base", { $0.base = .lbp }),
    ]
    for (what, change) in changes {
      let error = try #require(throws: TrainingProblem.self) {
        try place.train(resuming: true, change: change)
      }
      guard case .foreignCheckpoint(_, what, _, _) = error else {
        Issue.record("\(error)")
        continue
      }
    }
    try place.folder.write(ColouredRocks.png(99, class: 1), to: "c1/new.png")
    let images = try #require(throws: TrainingProblem.self) { try place.train(resuming: true) }
    #expect(images.description.contains("images"))
    try place.folder.remove("c1/new.png")
    #expect(try place.folder.read("m.checkpoint.safetensors") == before)
    #expect(try place.train(resuming: true) != nil)
  }

  @Test("A damaged checkpoint is refused in a sentence, whatever is wrong with it")
  func damage() throws {
    let place = try Place()
    _ = try place.train(stoppingAfter: 4)
    let whole = try place.folder.read("m.checkpoint.safetensors")
    var random = SeededNumbers(seed: 5)
    for number in 0..<60 {
      var bytes = whole
      if number % 3 == 0 {
        bytes.removeLast(1 + random.below(bytes.count - 1))
      } else {
        // The header, where names, shapes and the state are.
        for _ in 0..<4 { bytes[random.below(min(4096, bytes.count))] = UInt8(random.below(256)) }
      }
      try place.folder.write(bytes, to: "m.checkpoint.safetensors")
      do {
        // Numbers that were only altered may go unnoticed; whatever comes, nothing crashes.
        _ = try place.train(stoppingAfter: 1, resuming: true)
      } catch let error as TrainingProblem {
        #expect(error.description.contains("m.checkpoint.safetensors"))
        #expect(error.description.hasSuffix("."))
      }
    }
  }
}
