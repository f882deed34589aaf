import Foundation
import Testing

/// `search --explain`.
@Suite("Explained searches")
struct ExplainTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.run("index", "rocks", "--descriptor", "lab-histogram+lbp:0.5").succeeded()
    return place
  }

  @Test(
    "JSON lists the components of each result, which add up to its similarity; without the option nothing")
  func json() throws {
    let place = try indexed()
    let search = ["search", "gneiss/gneiss-01.png", "--in", "rocks", "--json"]
    let plain = try place.run(search).succeeded().object().list("results")
    let results = try place.run(search + ["--explain", "--expand", "2", "--not", "marble/marble-01.png"])
      .succeeded().object().list("results")
    #expect(plain.allSatisfy { $0["explanation"] == nil } && !plain.isEmpty)
    for result in results {
      let parts = result.list("explanation")
      #expect(parts.map { $0.text("component") } == ["lab-histogram", "lbp"])
      for part in parts { #expect(Set(part.keys) == ["component", "weight", "cosine", "contribution"]) }
      let sum = parts.compactMap { $0["contribution"] as? Double }.reduce(0, +)
      #expect(abs(sum - (result["similarity"] as? Double ?? 9)) < 1e-4)
    }
  }

  @Test("The table has a column for each component, and a sentence says what stands in it")
  func table() throws {
    let place = try indexed()
    let outcome = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "3", "--explain")
    let lines = outcome.succeeded().lines
    #expect(lines.count == 5)
    #expect(lines[0].contains("lab-histogram 80 %  ") && lines[0].contains("lbp 20 %"))
    #expect(lines[1].components(separatedBy: "(").count == 3)
    #expect(lines[4].contains("cosine"))
  }

  @Test("Without a network there is no heat map, and a sentence says so")
  func withoutNetwork() throws {
    let place = try indexed()
    let outcome = try place.run(
      "search", "gneiss/gneiss-01.png", "--in", "rocks", "--explain", "--sheet", "why.png", "--html",
      "why.html"
    ).succeeded()
    #expect(outcome.complaints.hasPrefix("There is no heat map: "))
    #expect(try place.read("why.png").starts(with: PNG.signature))
    #expect(String(decoding: try place.read("why.html"), as: UTF8.self).contains("no heat map"))
  }
}
