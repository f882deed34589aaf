import Foundation
import Glibc
import Testing

/// Training takes long; whatever stops it, it goes on.
@Suite("A training that is stopped")
struct StoppedTrainingTests {
  private static let command =
    ["train", "classifier", "rocks", "--out", "m.safetensors", "--epochs", "150", "--patience", "150"]
    + ["--base", "lab-histogram+lbp", "--hidden", "256", "--batch", "8", "--threads", "1", "--json"]

  private func start(_ place: Workplace, _ more: [String] = []) throws -> LithoscopeProcess {
    try LithoscopeProcess(
      Self.command + more, in: place, environment: ["LITHOSCOPE_MODELS": place.models])
  }

  private func prepared() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 12)
    try place.run("index", "rocks", "--descriptor", "lab-histogram+lbp").succeeded()
    return place
  }

  @Test("Killed again and again, it ends with the model of an undisturbed run")
  func kills() throws {
    let place = try prepared()
    let calm = try start(place)
    let work = calm.processorTime(until: .infinity)
    let want = try calm.wait().succeeded().object().text("digest")
    try place.remove("m.safetensors")

    var random = SeededGenerator(seed: 11)
    var (killed, digest): (Int, String?) = (0, nil)
    for _ in 0..<12 where digest == nil {
      let more = place.exists("m.checkpoint.safetensors") ? ["--resume"] : []
      let run = try start(place, more)
      // The last ones may come to their end.
      if killed < 5 { _ = run.processorTime(until: Double.random(in: 0..<work, using: &random)) }
      if killed < 5 { run.send(SIGKILL) }
      let outcome = try run.wait()
      if outcome.wasSignalled {
        killed += 1
      } else {
        digest = try outcome.succeeded().object().text("digest")
      }
    }
    #expect(killed > 0)
    #expect(digest == want)
    #expect(!place.files(below: ".").contains { $0.hasPrefix("m.checkpoint") })
  }

  @Test("Ctrl-C leaves a checkpoint and says how to go on")
  func interrupt() throws {
    let place = try prepared()
    let run = try start(place)
    while run.isRunning, !run.complaintsSoFar.contains("epoch 2") { usleep(500) }
    run.send(SIGINT)
    let outcome = try run.wait()
    #expect(outcome.status == 130)
    #expect(outcome.complaintLines.last?.contains("--resume") == true)
    #expect(outcome.text.isEmpty)
    #expect(place.exists("m.checkpoint.safetensors") && !place.exists("m.safetensors"))
    try start(place).wait().refused("m.checkpoint.safetensors", "--resume")
    #expect(try start(place, ["--resume"]).wait().succeeded().object().list("epochs").count == 150)
  }

  @Test("Without room for the next checkpoint it stops, and the one before is whole")
  func fullDisk() throws {
    let place = try prepared()
    let run = try start(place)
    while run.isRunning, !place.exists("m.checkpoint.safetensors") { usleep(500) }
    run.send(SIGINT)
    _ = try run.wait()
    let before = try place.read("m.checkpoint.safetensors")
    // Less than a checkpoint takes.
    let blocks = before.count / 512 / 2
    let words = (Self.command + ["--resume"]).joined(separator: " ")
    let outcome = try place.shell("trap '' XFSZ; ulimit -f \(blocks); exec \"$LITHOSCOPE\" \(words)")
    #expect(outcome.status == 1 && outcome.text.isEmpty)
    #expect(outcome.complaintLines.last?.contains("make room") == true, "\(outcome.complaints)")
    #expect(try place.read("m.checkpoint.safetensors") == before)
    try start(place, ["--resume"]).wait().succeeded()
  }
}
