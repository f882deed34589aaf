import Lithoscope

/// Images that resemble a query as a table for people.
struct MatchTable {
  private var table: TextTable

  /// A table of matches, best first, with their chances to have the query's label where these are known.
  init(_ matches: [Match], scores: CalibratedScores? = nil) {
    let chance: [(heading: String, alignment: TextTable.Alignment)] =
      scores == nil ? [] : [("chance", .right)]
    table = TextTable(
      [("rank", .right), ("similarity", .right)] + chance + [("label", .left), ("path", .left)])
    for match in matches {
      table.append(
        [String(match.rank), match.similarityText]
          + (scores.map { [PercentText.text($0.chance(of: match))] } ?? [])
          + [match.label ?? "–", match.path])
    }
  }

  /// The lines, the headings first.
  var lines: [String] { table.lines }
}
