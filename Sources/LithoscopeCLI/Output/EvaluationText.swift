import Evaluation
import Lithoscope

/// What `evaluate` prints for people: first what flatters, then the figures.
struct EvaluationText {
  private let report: EvaluationReport
  private let showsAllClasses: Bool

  init(_ report: EvaluationReport, showsAllClasses: Bool) {
    self.report = report
    self.showsAllClasses = showsAllClasses
  }

  /// Writes it to standard output.
  func print() {
    for warning in report.warnings { Terminal.print("Warning: \(Terminal.printable(warning))") }
    if !report.warnings.isEmpty { Terminal.print("") }
    let main = report.main?.result
    var line =
      "\(report.images.count) images, \(report.classes.count) classes, \(main?.overall.queries ?? 0) queries. "
      + report.protocol.sentence
    if let left = main?.queriesWithoutRelevant, left > 0 {
      line +=
        " \(left) \(left == 1 ? "query has" : "queries have") nothing to find and \(left == 1 ? "is" : "are") in no figure."
    }
    Terminal.print(Terminal.printable(line))
    Terminal.print("")
    show(overall)
    for line in showsAllClasses ? report.lines : Array(report.lines.prefix(1)) {
      Terminal.print("")
      show(classes(of: line))
    }
  }

  private func show(_ table: TextTable) {
    for line in table.lines { Terminal.print(line) }
  }

  private var headings: [(heading: String, alignment: TextTable.Alignment)] {
    [("P@1", .left), ("P@\(report.k)", .left), ("R-prec", .left), ("mAP", .left), ("kNN", .left)]
  }

  private var overall: TextTable {
    var table = TextTable([("descriptor", .left)] + headings)
    for line in report.lines { table.append([line.name] + cells(line.result.overall)) }
    let chance = FigureText.share(report.chance)
    table.append(["by chance", chance, chance, chance, "", ""])
    return table
  }

  private func classes(of line: EvaluationReport.Line) -> TextTable {
    var table = TextTable([("\(line.name) by class", .left), ("queries", .right)] + headings)
    for row in line.result.classes {
      let blanks = Array(repeating: "–", count: headings.count)
      table.append([row.name, "\(row.figures?.queries ?? 0)"] + (row.figures.map(cells) ?? blanks))
    }
    return table
  }

  private func cells(_ figures: RetrievalFigures) -> [String] {
    [
      figures.precisionAt1, figures.precisionAtK, figures.rPrecision, figures.meanAveragePrecision,
      figures.knnAccuracy,
    ].map(FigureText.interval)
  }
}
