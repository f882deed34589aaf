import Foundation
import Testing

/// Standard output that goes away, is full or is a terminal.
@Suite("Standard output")
struct StreamTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 3)
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    return place
  }

  @Test("A reader that goes away ends the program quietly")
  func closedPipe() throws {
    let place = try indexed()
    let search = "\"$LITHOSCOPE\" search marble/marble-01.png --in rocks -k 100"
    let outcome = try place.shell("(\(search); echo $? >code) | head -1")
    #expect(outcome.lines == ["rank  similarity  label      path"])
    #expect(outcome.complaints.isEmpty)
    // 128 + SIGPIPE where the reader was gone in time.
    #expect(["0\n", "141\n"].contains(String(decoding: try place.read("code"), as: UTF8.self)))
  }

  @Test("A result that cannot be written is a failure", arguments: [">/dev/full", ">&-"])
  func full(redirection: String) throws {
    let place = try indexed()
    let outcome = try place.shell(
      "exec \"$LITHOSCOPE\" search marble/marble-01.png --in rocks \(redirection)")
    outcome.refused("standard output")
  }

  @Test("On a terminal a bar is drawn and wiped; the result is not in its way")
  func terminal() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 3)
    // `script` runs a command on a terminal of its own; standard output goes to a file here.
    let outcome = try place.shell(
      "command -v script >/dev/null || exit 77; "
        + "script -qec '\"$LITHOSCOPE\" index rocks --descriptor lbp --json >report.json' log >/dev/null")
    guard outcome.status != 77 else { return }
    outcome.succeeded()
    let drawn = String(decoding: try place.read("log"), as: UTF8.self)
    #expect(drawn.contains("Indexing"))
    #expect(drawn.contains("images/s"))
    let end = try #require(drawn.range(of: "\r\u{1B}[K", options: .backwards))
    #expect(!drawn[end.upperBound...].contains("█"), "the bar was wiped")
    let report = try JSONSerialization.jsonObject(with: Data(try place.read("report.json"))) as? [String: Any]
    #expect(report?.number("added") == 18)
  }
}
