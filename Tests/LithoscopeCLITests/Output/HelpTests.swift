import Foundation
import Testing

/// Help, version and wrong usage.
@Suite("Usage")
struct HelpTests {
  private static let commands: [[String]] = [
    ["index"], ["search"], ["serve"], ["classify"], ["compare"], ["status"], ["features"], ["sample"],
    ["doctor"],
    ["export"], ["import"],
    ["model"],
    ["model", "pull"], ["model", "import"], ["model", "list"], ["model", "info"], ["model", "verify"],
  ]

  private func run(_ arguments: [String]) throws -> Outcome {
    let place = try Workplace()
    return try LithoscopeProcess(arguments, in: place, environment: ["LITHOSCOPE_MODELS": place.models])
      .wait()
  }

  @Test("Every command's help is on standard output, with an example", arguments: [[]] + commands)
  func help(command: [String]) throws {
    let outcome = try run(command + ["--help"]).succeeded()
    #expect(outcome.complaints.isEmpty)
    let example = (["lithoscope"] + command).joined(separator: " ") + " "
    let overview = outcome.text.components(upTo: "USAGE:")
    #expect(
      overview.contains("\n  \(example)") || overview.contains("  \(example.dropLast())\n"), "\(overview)")
  }

  @Test("An unknown option is wrong usage", arguments: commands)
  func unknownOption(command: [String]) throws {
    let outcome = try run(command + ["--frobnicate"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("Usage: lithoscope"))
  }

  @Test(
    "Wrong values and missing arguments are wrong usage",
    arguments: [
      ["index"], ["index", "a", "b"], ["index", ".", "--threads", "0"], ["index", ".", "--threads", "x"],
      ["index", ".", "--descriptor", "sift"], ["index", ".", "--precision", "f16"],
      ["index", ".", "--descriptor", "lbp:0+deep"],
      ["search", "x.jpg", "--in", ".", "--descriptor", "block4"],
      ["index", ".", "--input-size", "31"], ["index", ".", "--input-size", "big"],
      ["index", ".", "--preprocessing", "torch"], ["index", ".", "--max-megapixels", "0"],
      ["serve"], ["serve", "--in", ".", "--port", "65536"], ["serve", "--in", ".", "--tls-cert", "c.pem"],
      ["serve", "--in", ".", "--rate", "-1"],
      ["search", "x.jpg"], ["search", "--in", "."], ["search", "x.jpg", "--in", ".", "-k", "0"],
      ["search", "x.jpg", "--in", ".", "-k", "-3"],
      ["search", "x.jpg", "--in", ".", "-k", "99999999999999999999"],
      ["search", "x.jpg", "--in", ".", "--descriptor", "sift"],
      ["search", "x.jpg", "--in", ".", "--region", "1,2,3"],
      ["search", "x.jpg", "--in", ".", "--region", "10%,1,2,3"],
      ["search", "x.jpg", "y.jpg", "--in", ".", "--region", "0,0,1,1"],
      ["search", "x.jpg", "--in", ".", "--expand", "0"],
      ["search", "x.jpg", "--in", ".", "--where", "label"],
      ["search", "x.jpg", "--in", ".", "--table", "t.csv"],
      ["search", "x.jpg", "--in", ".", "--not"], ["classify", "x.jpg"], ["classify", "--in", "."],
      ["classify", "x.jpg", "--in", ".", "-k", "0"],
      ["compare", "a.jpg"], ["features", "a.jpg"],
      ["sample", "x", "--side", "1"], ["sample", "x", "--per-class", "0"], ["sample", "x", "--seed", "-1"],
      ["status"], ["model", "import"], ["nonsense"], ["export", "."], ["export", ".", "--format", "tsv"],
      ["import", "x.npy"], ["import", "--in", "."],
    ])
  func wrongValues(arguments: [String]) throws {
    let outcome = try run(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("Error: "))
  }

  @Test("--version is a number, and no arguments at all show the help")
  func version() throws {
    let version = try run(["--version"]).succeeded()
    #expect(version.lines.count == 1)
    #expect(version.text.split(separator: ".").count == 3)
    #expect(try run([]).succeeded().text.contains("lithoscope index photos"))
  }
}

extension String {
  /// What stands before the first occurrence of `mark`, or all of it.
  fileprivate func components(upTo mark: String) -> String {
    range(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
