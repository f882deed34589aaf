import Glibc
import Testing

/// `kill -9` may come at any moment; whoever indexes again ends with the same collection.
@Suite("A killed index is taken up again")
struct KillTests {
  private static let kills = 20
  private static let queries = ["gneiss/gneiss-01.png", "schist/schist-02.png", "outside.png"]

  @Test("After twenty kills at random moments, searches answer as after an undisturbed run")
  func pixelDescriptors() throws {
    try check(
      kills: Self.kills, perClass: DrawnRocks.perClass,
      ["rgb-histogram", "lbp", "lab-histogram+lbp@whitened"], models: nil)
  }

  @Test(
    "The same with the network", .enabled(if: SharedFolder.hasWeights, "needs `lithoscope model pull vgg16`"))
  func network() throws {
    try check(kills: 2, perClass: 2, ["vgg16-block4"], models: SharedFolder.models)
  }

  private func check(kills: Int, perClass: Int, _ descriptors: [String], models: String?) throws {
    let place = try Workplace()
    if let models { place.models = models }
    try DrawnRocks.copy(to: place, as: "calm", perClass: perClass)
    try place.copy("calm", to: "wild")
    try place.write(DrawnRocks.picture("gneiss/gneiss-02.png"), to: "outside.png")

    let calm = try index(place, "calm", descriptors)
    let work = calm.processorTime(until: .infinity)
    try calm.wait().succeeded()
    let want = try answers(place, "calm", descriptors)

    var random = SeededGenerator(seed: 2)
    var killed = 0
    for _ in 0..<(4 * kills) where killed < kills {
      let run = try index(place, "wild", descriptors)
      _ = run.processorTime(until: Double.random(in: 0..<work, using: &random))
      run.send(SIGKILL)
      let outcome = try run.wait()
      if outcome.wasSignalled {
        killed += 1
        // Whatever was interrupted, the collection opens, if there is one yet.
        let status = try place.run("status", "wild", "--json")
        #expect(status.status == 0 || status.complaints.contains("lithoscope index"), "\(status)")
      } else {
        // It was finished before the signal: what it made must be right, and the next one begins anew.
        outcome.succeeded()
        #expect(try answers(place, "wild", descriptors) == want)
        try place.remove("wild/.lithoscope")
      }
    }
    #expect(killed == kills)
    try index(place, "wild", descriptors).wait().succeeded()
    #expect(try answers(place, "wild", descriptors) == want)
  }

  private func index(_ place: Workplace, _ folder: String, _ descriptors: [String]) throws
    -> LithoscopeProcess
  {
    let arguments = ["index", folder] + descriptors.flatMap { ["--descriptor", $0] }
    return try LithoscopeProcess(arguments, in: place, environment: ["LITHOSCOPE_MODELS": place.models])
  }

  /// Everything that searches and `status` say, but for the folder's name and size.
  private func answers(_ place: Workplace, _ folder: String, _ descriptors: [String]) throws -> [String] {
    var answers: [String] = []
    for query in Self.queries {
      for descriptor in descriptors {
        answers.append(
          try place.run(
            "search", query, "--in", folder, "-k", "1000", "--descriptor", descriptor, "--json"
          ).succeeded().text)
      }
    }
    let status = try place.run("status", folder, "--json").succeeded().text
    let own = ["\"folder\"", "\"collection\"", "\"bytes_on_disk\""]
    answers += status.split(separator: "\n").map(String.init).filter { line in
      !own.contains { line.contains($0) }
    }
    return answers
  }
}
