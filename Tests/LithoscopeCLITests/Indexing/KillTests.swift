import Foundation
import Testing

/// `kill -9` may come at any moment; whoever indexes again ends with the same collection.
@Suite("A killed index is taken up again")
struct KillTests {
  private static let kills = 20
  private static let queries = ["gneiss/gneiss-01.png", "marble/marble-07.png", "schist/schist-25.png"]

  @Test("After twenty kills at random moments, searches answer as after an undisturbed run")
  func pixelDescriptors() throws {
    try check(kills: Self.kills, perClass: DrawnRocks.perClass, ["rgb-histogram", "lbp"], models: nil)
  }

  @Test(
    "The same with the network", .enabled(if: SharedFolder.hasWeights, "needs `lithoscope model pull vgg16`"))
  func network() throws {
    try check(kills: 4, perClass: 3, ["vgg16-block4"], models: SharedFolder.models)
  }

  private func check(kills: Int, perClass: Int, _ descriptors: [String], models: String?) throws {
    let place = try Workplace()
    if let models { place.models = models }
    try DrawnRocks.copy(to: place, as: "calm", perClass: perClass)
    try place.copy("calm", to: "wild")
    try place.write(try place.read("calm/gneiss/gneiss-02.png"), to: "outside.png")

    let start = ContinuousClock.now
    try index(place, "calm", descriptors).wait().succeeded()
    let duration = (ContinuousClock.now - start) / .seconds(1)

    var random = SeededGenerator(seed: 2)
    var killed = 0
    for _ in 0..<(4 * kills) where killed < kills {
      let run = try index(place, "wild", descriptors)
      usleep(UInt32(Double.random(in: 0..<duration, using: &random) * 1_000_000))
      run.send(SIGKILL)
      let outcome = try run.wait()
      if outcome.wasSignalled {
        killed += 1
        // Whatever was interrupted, the collection opens, if there is one yet.
        if place.exists("wild/.lithoscope/catalog.sqlite") {
          let status = try place.run("status", "wild", "--json")
          #expect(status.status == 0 || status.complaints.contains("lithoscope index"), "\(status)")
        }
      } else {
        // It was finished before the signal: what it made must be right, and the next one begins anew.
        outcome.succeeded()
        try compare(place, perClass, descriptors, queries: 1)
        try place.remove("wild/.lithoscope")
      }
    }
    #expect(killed == kills)
    try index(place, "wild", descriptors).wait().succeeded()
    try compare(place, perClass, descriptors)
  }

  private func index(_ place: Workplace, _ folder: String, _ descriptors: [String]) throws
    -> LithoscopeProcess
  {
    let arguments = ["index", folder] + descriptors.flatMap { ["--descriptor", $0] }
    return try LithoscopeProcess(arguments, in: place, environment: ["LITHOSCOPE_MODELS": place.models])
  }

  private func compare(_ place: Workplace, _ perClass: Int, _ descriptors: [String], queries: Int = 4) throws {
    let members = Self.queries.filter { place.exists("calm/\($0)") }
    for query in (members + ["outside.png"]).suffix(queries) {
      for descriptor in descriptors {
        let results = try ["calm", "wild"].map { folder in
          try place.run(
            "search", query, "--in", folder, "-k", "1000", "--descriptor", descriptor, "--json"
          ).succeeded().output
        }
        #expect(results[0] == results[1], "\(query) by \(descriptor)")
      }
    }
    let counts = try ["calm", "wild"].map { folder in
      var status = try place.run("status", folder, "--json").succeeded().object()
      for key in ["folder", "collection", "bytes_on_disk"] { status[key] = nil }
      return NSDictionary(dictionary: status)
    }
    #expect(counts[0] == counts[1])
    #expect(counts[0]["images"] as? Int == 6 * perClass)
  }
}
