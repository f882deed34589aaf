import Glibc
import Testing

/// `kill -9` while a collection takes a trained model in.
@Suite("A killed index with a trained model")
struct KilledTrainedModelTests {
  private static let kills = 8

  @Test("After kills at random moments, searches by the model answer as after an undisturbed run")
  func killed() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, as: "calm", perClass: 12)
    try place.copy("calm", to: "wild")
    let file = place.path + "/model.safetensors"
    try TrainedRocks.model(pictures: 13...20).write(to: file)

    let calm = try index(place, "calm")
    let work = calm.processorTime(until: .infinity)
    try calm.wait().succeeded()
    let want = try answer(place, "calm")

    var random = SeededGenerator(seed: 5)
    var killed = 0
    for _ in 0..<(4 * Self.kills) where killed < Self.kills {
      let run = try index(place, "wild")
      // Mostly early, when the model is copied and the catalog learns its name.
      _ = run.processorTime(until: work * pow(Double.random(in: 0..<1, using: &random), 2))
      run.send(SIGKILL)
      if try run.wait().wasSignalled {
        killed += 1
        let status = try place.run("status", "wild", "--json")
        #expect(status.status == 0 || status.complaints.contains("lithoscope index"), "\(status)")
        // What the catalog names is there.
        if status.status == 0,
          try status.object().list("descriptors").contains(where: { $0.text("name") == "rocks" })
        {
          #expect(place.exists("wild/.lithoscope/models/rocks.safetensors"))
        }
      } else {
        #expect(try answer(place, "wild") == want)
        try place.remove("wild/.lithoscope")
      }
    }
    #expect(killed == Self.kills)
    try index(place, "wild").wait().succeeded()
    #expect(try answer(place, "wild") == want)
    #expect(place.files(below: "wild/.lithoscope/models") == ["rocks.safetensors"])
  }

  private func index(_ place: Workplace, _ folder: String) throws -> LithoscopeProcess {
    try LithoscopeProcess(
      ["index", folder, "--descriptor", "model.safetensors", "--descriptor", "lbp"], in: place,
      environment: ["LITHOSCOPE_MODELS": place.models])
  }

  private func answer(_ place: Workplace, _ folder: String) throws -> String {
    try place.run(
      "search", "gneiss/gneiss-01.png", "--in", folder, "-k", "100", "--descriptor", "rocks", "--json"
    ).succeeded().text
  }
}
