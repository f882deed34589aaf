import Foundation
import Testing

/// `index --index`, and what `search`, `status` and `evaluate` say of it.
@Suite("Vector indexes on the command line")
struct VectorIndexTests {
  private static let perClass = 20
  private static let count = 6 * perClass

  private func indexed(_ arguments: String...) throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: Self.perClass)
    try place.run(["index", "rocks", "--descriptor", "lbp"] + arguments).succeeded()
    return place
  }

  private func search(_ place: Workplace, _ arguments: String...) throws -> [String: Any] {
    try place.run(["search", "gneiss/gneiss-01.png", "--in", "rocks", "--json"] + arguments).succeeded()
      .object()
  }

  @Test("An index is built, said in one line, kept, and used until another one is asked for")
  func life() throws {
    let place = try indexed()
    let built = try place.run("index", "rocks", "--index", "hnsw", "--neighbours", "12").succeeded()
    #expect(built.lines.count == 2)
    #expect(built.lines.last?.hasPrefix("Built the hnsw index of lbp in ") == true)
    #expect(built.lines.last?.contains("true neighbours at ef ") == true)

    let again = try place.run("index", "rocks", "--json").succeeded().object()
    let index = try #require(again.list("indexes").first)
    #expect(index.text("descriptor") == "lbp" && index.text("kind") == "hnsw")
    #expect(index["built"] as? Bool == false && index.number("seconds") == 0)
    let recall = try #require(index["recall"] as? Double)
    let effort = try #require(index.number("effort"))
    #expect(recall >= 0.99 && recall <= 1 && effort >= 1 && index.number("bytes") ?? 0 > 0)

    let status = try place.run("status", "rocks", "--json").succeeded().object()
    let known = try #require(status.list("descriptors").first?["index"] as? [String: Any])
    #expect(known.text("asked") == "hnsw" && known.text("kind") == "hnsw")
    #expect(known.number("rows") == Self.count && known.number("effort") == effort)
    #expect(try place.run("status", "rocks").succeeded().text.contains("hnsw"))

    let text = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "3").succeeded()
    let line = try #require(text.lines.last)
    #expect(line.hasPrefix("Searched by hnsw, which found ") && line.contains("neighbours of 120 images"))
    #expect(line.hasSuffix("(ef \(effort)); --exact looks at all.") && text.complaints.isEmpty)
    let found = try search(place)["index"] as? [String: Any]
    #expect(found?.text("kind") == "hnsw" && found?.number("effort") == effort)
    #expect(found?["recall"] as? Double == recall)

    let exact = try place.run("index", "rocks", "--index", "auto", "--json").succeeded().object()
    #expect(exact.list("indexes").first?.text("kind") == "exact")
    #expect(place.files(below: "rocks/.lithoscope/indexes").isEmpty)
    #expect((try search(place)["index"] as? [String: Any])?.text("kind") == "exact")
  }

  @Test("Exact search and an effort of one's own", arguments: ["hnsw", "annoy"])
  func searching(_ kind: String) throws {
    let place = try indexed("--index", kind, "--recall", "0.999")
    let exact = try search(place, "--exact")
    #expect((exact["index"] as? [String: Any])?.text("kind") == "exact")
    #expect((exact["index"] as? [String: Any])?["recall"] as? Double == 1)
    let hard = try search(place, "--effort", "1000000")
    #expect((hard["index"] as? [String: Any])?.number("effort") == 1_000_000)
    let paths = { (answer: [String: Any]) in answer.list("results").compactMap { $0.text("path") } }
    #expect(paths(hard) == paths(exact) && paths(exact).count == 8)
    let similarities = { (answer: [String: Any]) in
      answer.list("results").compactMap { $0["similarity"] as? Double }
    }
    #expect(similarities(hard) == similarities(exact))
    let light = try search(place, "--effort", "1", "-k", "100", "--label", "gneiss")
    #expect((light["index"] as? [String: Any])?["recall"] is NSNull)
    #expect(light.list("results").count == Self.perClass - 1)
    let text = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--effort", "1").succeeded()
    #expect(text.lines.last?.contains("less than its recall was measured with") == true)
  }

  @Test("A file that was changed is not used: the search is exact and says so in one sentence")
  func damaged() throws {
    let place = try indexed("--index", "annoy", "--trees", "10")
    let truth = try search(place, "--exact")
    let file = try #require(place.files(below: "rocks/.lithoscope/indexes").first)
    var bytes = try place.read("rocks/.lithoscope/indexes/\(file)")
    bytes[bytes.count / 3] ^= 0x10
    try place.write(bytes, to: "rocks/.lithoscope/indexes/\(file)")
    let outcome = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--json").succeeded()
    #expect(outcome.complaintLines.count == 1 && outcome.complaints.contains("lithoscope index"))
    #expect(outcome.complaints.contains(file))
    let answer = try outcome.object()
    #expect(
      answer.list("results").compactMap { $0.text("path") }
        == truth.list("results").compactMap { $0.text("path") })
    #expect((answer["index"] as? [String: Any])?.text("kind") == "exact")
    try place.run("index", "rocks").succeeded()
    let healed = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--json").succeeded()
    #expect(healed.complaints.isEmpty)
    #expect((try healed.object()["index"] as? [String: Any])?.text("kind") == "annoy")
  }

  @Test("A collection that was copied is searched by its index")
  func copied() throws {
    let place = try indexed("--index", "hnsw")
    try place.copy("rocks", to: "copy")
    let outcome = try place.run("search", "gneiss/gneiss-01.png", "--in", "copy", "--json").succeeded()
    #expect(outcome.complaints.isEmpty)
    #expect((try outcome.object()["index"] as? [String: Any])?.text("kind") == "hnsw")
    let report = try place.run("index", "copy", "--json").succeeded().object()
    #expect(report.list("indexes").first?["built"] as? Bool == false)
  }

  @Test(
    "evaluate --index measures on the collection's own vectors, without labels",
    arguments: ["exact", "hnsw", "annoy"])
  func evaluation(_ kind: String) throws {
    let place = try indexed()
    let report = try place.run("evaluate", "rocks", "--index", kind, "--queries", "50", "--json").succeeded()
      .object()
    #expect(report.text("index") == kind && report.text("descriptor") == "lbp")
    #expect(report.text("folder")?.hasSuffix("/rocks") == true)
    #expect(report.number("k") == 10 && report.number("queries") == 50 && report.number("threads") == 1)
    #expect(report["recall"] as? Double ?? 0 >= 0.99)
    for key in ["queries_per_second", "build_seconds", "bytes_per_vector"] {
      #expect(report[key] as? Double ?? 0 > 0, "\(key)")
    }
    let exact = try #require(report["exact"] as? [String: Any])
    #expect(exact["bytes_per_vector"] as? Double == 1024 && exact["queries_per_second"] as? Double ?? 0 > 0)
    let curve = report.list("curve")
    #expect(!curve.isEmpty)
    #expect(report["effort"] is NSNull == (kind == "exact"))
    #expect(curve.allSatisfy { $0["recall"] as? Double != nil && $0["queries_per_second"] as? Double != nil })
    #expect(
      !place.exists("rocks/.lithoscope/indexes") || place.files(below: "rocks/.lithoscope/indexes").isEmpty)

    let text = try place.run("evaluate", "rocks", "--index", kind, "--queries", "50", "-k", "3").succeeded()
    #expect(text.lines.contains { $0.contains("recall@3") && $0.contains("queries/s") })
    #expect(text.lines.contains { $0.hasPrefix("exact ") })
  }

  @Test("Options that do not go together are wrong usage")
  func usage() throws {
    let place = try Workplace()
    try place.write([], to: "rocks/none.txt")
    let wrong = [
      ["index", "rocks", "--index", "flat"], ["index", "rocks", "--trees", "5"],
      ["index", "rocks", "--index", "hnsw", "--trees", "5"],
      ["index", "rocks", "--index", "annoy", "--neighbours", "5"],
      ["index", "rocks", "--index", "exact", "--recall", "0.9"],
      ["index", "rocks", "--index", "hnsw", "--recall", "0"],
      ["index", "rocks", "--index", "hnsw", "--recall", "1.01"],
      ["index", "rocks", "--index", "annoy", "--trees", "0"],
      ["index", "rocks", "--index", "hnsw", "--neighbours", "1"],
      ["index", "rocks", "--index", "hnsw", "--breadth", "0"],
      ["search", "a.png", "--in", "rocks", "--exact", "--effort", "5"],
      ["search", "a.png", "--in", "rocks", "--effort", "0"],
      ["evaluate", "rocks", "--index", "auto"], ["evaluate", "rocks", "--effort", "5"],
      ["evaluate", "rocks", "--index", "exact", "--effort", "5"],
      ["evaluate", "rocks", "--index", "hnsw", "--html", "x.html"],
      ["evaluate", "rocks", "--index", "hnsw", "--labels", "x.csv"],
      ["evaluate", "rocks", "--index", "hnsw", "--group-by", "x"],
      ["evaluate", "rocks", "--index", "hnsw", "--model", "x.safetensors"],
      ["evaluate", "rocks", "--trees", "5"],
      ["evaluate", "rocks", "--index", "hnsw", "--descriptor", "lbp", "--descriptor", "rgb-histogram"],
      ["evaluate", "rocks", "--index", "hnsw", "-k", "0"],
      ["evaluate", "rocks", "--index", "hnsw", "--queries", "0"],
    ]
    for arguments in wrong {
      let outcome = try place.run(arguments)
      #expect(outcome.status == 2 && outcome.text.isEmpty, "\(arguments): \(outcome)")
    }
    try place.run("evaluate", "rocks", "--index", "hnsw").refused("lithoscope index")
  }
}
