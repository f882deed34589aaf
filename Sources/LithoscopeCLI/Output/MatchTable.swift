import Lithoscope

/// Images that resemble a query as a table for people.
struct MatchTable {
  private var table = TextTable([("rank", .right), ("similarity", .right), ("label", .left), ("path", .left)])

  /// A table of matches, best first.
  init(_ matches: [Match]) {
    for match in matches {
      table.append([String(match.rank), match.similarityText, match.label ?? "–", match.path])
    }
  }

  /// The lines, the headings first.
  var lines: [String] { table.lines }
}
