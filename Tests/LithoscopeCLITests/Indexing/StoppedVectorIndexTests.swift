import Foundation
import Glibc
import Testing

/// `kill -9` and Ctrl-C while an index is built.
@Suite("A stopped build of an index is taken up again")
struct StoppedVectorIndexTests {
  private static let command = ["index", "rocks", "--index", "annoy", "--trees", "3000", "--threads", "1"]

  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 20)
    try place.run("index", "rocks", "--descriptor", "lbp", "--descriptor", "rgb-histogram").succeeded()
    return place
  }

  private func start(_ place: Workplace, _ command: [String] = command) throws -> LithoscopeProcess {
    try LithoscopeProcess(command, in: place, environment: ["LITHOSCOPE_MODELS": place.models])
  }

  private func matches(_ place: Workplace, _ descriptor: String, _ arguments: String...) throws -> [String] {
    try place.run(
      ["search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "50", "--descriptor", descriptor, "--json"]
        + arguments
    ).succeeded().object().list("results").map {
      "\($0.text("path") ?? "") \($0["similarity"] as? Double ?? 2)"
    }
  }

  @Test("After kills at random moments searches answer rightly, and the next run finishes the work")
  func kills() throws {
    let place = try indexed()
    let truth = try (matches(place, "lbp", "--exact"), matches(place, "rgb-histogram", "--exact"))
    try place.copy("rocks", to: "calm")
    let calm = try start(place, ["index", "calm"] + Self.command.dropFirst(2))
    let work = calm.processorTime(until: .infinity)
    try calm.wait().succeeded()

    var random = SeededGenerator(seed: 5)
    var killed = 0
    for turn in 0..<40 where killed < 8 {
      // Another number of trees each time, so that there is always something to build.
      var command = Self.command
      command[5] = "\(3000 + turn)"
      let run = try start(place, command)
      _ = run.processorTime(until: Double.random(in: 0..<work, using: &random))
      run.send(SIGKILL)
      if try run.wait().wasSignalled { killed += 1 }
      // An approximate index may miss, but what it says is true; looking hard enough nothing is missed.
      #expect(try matches(place, "lbp", "--effort", "1000000") == truth.0)
      #expect(try matches(place, "rgb-histogram", "--effort", "1000000") == truth.1)
    }
    #expect(killed > 0)
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.list("indexes").allSatisfy { $0.text("kind") == "annoy" })
    #expect(place.files(below: "rocks/.lithoscope/indexes").count == 2)
    let again = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(again.list("indexes").allSatisfy { $0["built"] as? Bool == false })
    #expect(try matches(place, "lbp", "--effort", "1000000") == truth.0)
  }

  @Test("Ctrl-C ends the build with 130, and the collection is searched as before")
  func interrupt() throws {
    let place = try indexed()
    var command = Self.command
    command[5] = "10000"
    let run = try start(place, command)
    // The file that is being written.
    while run.isRunning, place.files(below: "rocks/.lithoscope/indexes").isEmpty { usleep(200) }
    run.send(SIGINT)
    let outcome = try run.wait()
    #expect(outcome.status == 130 && !outcome.wasSignalled)
    #expect(outcome.complaintLines.last?.hasPrefix("Stopped;") == true)
    let found = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--descriptor", "lbp")
      .succeeded()
    #expect(found.complaints.contains("not there yet"))
    try place.run("index", "rocks", "--index", "annoy", "--trees", "5").succeeded()
    #expect(place.files(below: "rocks/.lithoscope/indexes").count == 2)
  }
}
