import Lithoscope

/// Images that resemble a query as a table for people.
struct MatchTable {
  private var table: TextTable

  /// A table of matches, best first, with their chances to have the query's label where these are known, and what
  /// each component brings to their similarities where they are explained.
  init(_ matches: [Match], scores: CalibratedScores? = nil, explanation: SearchExplanation? = nil) {
    let chance: [(heading: String, alignment: TextTable.Alignment)] =
      scores == nil ? [] : [("chance", .right)]
    let parts: [(heading: String, alignment: TextTable.Alignment)] =
      explanation?.contributions.first?.map { part in
        ("\(part.component) \(PercentText.text(part.weight))", .right)
      } ?? []
    table = TextTable(
      [("rank", .right), ("similarity", .right)] + chance + parts + [("label", .left), ("path", .left)])
    for (index, match) in matches.enumerated() {
      table.append(
        [String(match.rank), match.similarityText]
          + (scores.map { [PercentText.text($0.chance(of: match))] } ?? [])
          + (explanation?.contributions[index].map { "\($0.text) (\($0.cosineText))" } ?? [])
          + [match.label ?? "–", match.path])
    }
  }

  /// The lines, the headings first.
  var lines: [String] { table.lines }
}
