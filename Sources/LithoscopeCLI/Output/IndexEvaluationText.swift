import Lithoscope
import VectorSearch

/// What `evaluate --index` prints for people.
struct IndexEvaluationText {
  private let report: IndexEvaluationReport

  init(_ report: IndexEvaluationReport) { self.report = report }

  /// The lines.
  var lines: [String] {
    let name = Terminal.printable(report.descriptor)
    var lines = [
      "\(report.vectors) vectors of \(name), \(report.queries) of them as queries, their \(report.k) nearest "
        + "neighbours. Queries on one thread.",
      "",
    ]
    var table = TextTable([
      ("index", .left), ("effort", .right), ("recall@\(report.k)", .right), ("queries/s", .right),
      ("bytes/vector", .right), ("built in", .right),
    ])
    table.append(cells("exact", report.exact, report.exactBytesPerVector, "–"))
    for point in report.curve {
      table.append(
        cells(
          report.kind == .exact ? "exact, small copy first" : report.kind.rawValue, point,
          report.bytesPerVector, Seconds.text(report.buildSeconds)))
    }
    lines += table.lines
    if report.kind != .exact { lines += ["", conclusion] }
    return lines
  }

  private var conclusion: String {
    let best = report.best
    let effort = "\(SearchedIndex.effortName(of: report.kind)) \(best.effort ?? 0)"
    let ratio = best.queriesPerSecond / max(report.exact.queriesPerSecond, .leastNormalMagnitude)
    let speed = "\(Seconds.rate(ratio)) times as fast as exact search"
    return best.recall >= report.wantedRecall
      ? "At \(effort) it finds \(IndexText.percent(best.recall)) and is \(speed)."
      : "It does not reach \(IndexText.percent(report.wantedRecall)): at \(effort) it finds "
        + "\(IndexText.percent(best.recall)) and is \(speed)."
  }

  private func cells(
    _ name: String, _ point: IndexEvaluationReport.Point, _ bytes: Double, _ time: String
  ) -> [String] {
    [
      name, point.effort.map(String.init) ?? "–", IndexText.percent(point.recall),
      Seconds.rate(point.queriesPerSecond), String(Int(bytes.rounded())), time,
    ]
  }
}
