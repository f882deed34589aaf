import Evaluation
import Imaging

/// An evaluation as one HTML file that needs nothing else: no script, no network.
struct EvaluationPage {
  let report: EvaluationReport
  /// Gives an image's thumbnail; nil where the file can no longer be shown.
  let thumbnail: (_ item: Int) -> PixelBuffer?

  /// Larger tables of classes are unreadable.
  private static let mostClassesInMatrix = 40

  /// The page.
  ///
  /// - Throws: the encoder's error.
  func html() throws -> String {
    let name = HTMLText.escaped(PathBytes.names(report.folder).last ?? report.folder)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Evaluation of \(name) · Lithoscope</title>
      <style>\(EvaluationStyle.text)</style>
      </head>
      <body>
      <header><h1>How well like is found with like in <span>\(name)</span></h1>
      <p>\(report.images.count) images in \(report.classes.count) classes, \
      \(report.main?.result.overall.queries ?? 0) queries. \(HTMLText.escaped(report.protocol.sentence))</p></header>
      <main>
      \(warnings)\(remarks)\(figures)
      <div class="pair">\(curves)\(reliability)</div>
      \(confusion)\(classes)
      \(try gallery)
      </main>
      <footer>Made by Lithoscope in \(DecimalText.fixed(report.seconds, places: 1)) s. \(ResultPage.credit)</footer>
      </body>
      </html>

      """
  }

  // MARK: Words

  private var warnings: String {
    guard !report.warnings.isEmpty else { return "" }
    let items = report.warnings.map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
    return "<section class=\"warning\"><h2>What flatters these figures</h2><ul>\(items)</ul></section>\n"
  }

  private var remarks: String {
    guard !report.remarks.isEmpty else { return "" }
    let items = report.remarks.map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
    return "<section class=\"remark\"><ul>\(items)</ul></section>\n"
  }

  // MARK: Figures

  private var headings: String {
    ["P@1", "P@\(report.k)", "R-precision", "mAP", "kNN accuracy"].map { "<th>\($0)</th>" }.joined()
  }

  private var figures: String {
    let best = (0..<5).map { column in
      report.lines.map { Self.intervals($0.result.overall)[column].value }.max() ?? 0
    }
    let rows = report.lines.enumerated().map { place, line in
      let cells = zip(Self.intervals(line.result.overall), best).map { Self.cell($0, isBest: $0.value == $1) }
      let gain =
        line.gain.map { gain in
          Self.cell(gain.meanAveragePrecision, isBest: false, signed: true)
        } ?? "<td class=\"soft\">–</td>"
      return """
        <tr\(line.isBaseline ? " class=\"baseline\"" : "")><th scope="row"><span class="swatch \
        \(Self.colour(place, line))"></span>\(HTMLText.escaped(line.name))<small>\(line.dimension) numbers. \
        \(HTMLText.escaped(line.summary))</small></th>\(cells.joined())\(gain)</tr>
        """
    }
    return """
      <section><h2>Figures</h2><div class="scroll"><table class="figures"><thead><tr><th>descriptor</th>\(headings)\
      <th>mAP over baseline</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      <p class="note">P@1 is the share of queries whose first result has their label, P@\(report.k) the share of such \
      results among the first \(report.k), R-precision that among as many as there are to find; mAP is the mean \
      average precision; kNN accuracy the share of queries whose \(report.k) neighbours vote for their label. Small \
      figures are 95 % intervals by bootstrap. Results in random order would be right in \
      \(FigureText.share(report.chance)).</p></section>

      """
  }

  private var classes: String {
    guard let line = report.main else { return "" }
    let rows = line.result.classes.map { row in
      let cells =
        row.figures.map { figures in Self.intervals(figures).map { Self.cell($0, isBest: false) }.joined() }
        ?? String(repeating: "<td class=\"soft\">–</td>", count: 5)
      return "<tr><th scope=\"row\">\(HTMLText.escaped(row.name))</th><td>\(row.items)</td>\(cells)</tr>"
    }
    return """
      <section><h2>By class <small>\(HTMLText.escaped(line.name))</small></h2><div class="scroll">\
      <table class="figures"><thead><tr><th>class</th><th>images</th>\(headings)</tr></thead><tbody>\
      \(rows.joined(separator: "\n"))</tbody></table></div></section>

      """
  }

  private static func intervals(_ figures: RetrievalFigures) -> [Interval] {
    [
      figures.precisionAt1, figures.precisionAtK, figures.rPrecision, figures.meanAveragePrecision,
      figures.knnAccuracy,
    ]
  }

  private static func cell(_ interval: Interval, isBest: Bool, signed: Bool = false) -> String {
    let text = { (value: Double) in
      let share = FigureText.share(abs(value))
      return signed ? (value < 0 ? "−" : "+") + share : share
    }
    return "<td\(isBest ? " class=\"best\"" : "")>\(text(interval.value))<small>\(text(interval.low)) … "
      + "\(text(interval.high))</small></td>"
  }

  /// The class that colours a line of the table and its curve.
  private static func colour(_ place: Int, _ line: EvaluationReport.Line) -> String {
    line.isBaseline ? "grey" : "c\(place % EvaluationStyle.colours)"
  }

  // MARK: Curves

  private var curves: String {
    let lines = report.lines.enumerated().map { place, line in
      PlotLine(
        points: line.result.precisionRecall.enumerated().map { (Double($0) / 100, $1) },
        style: Self.colour(place, line))
    }
    let legend = report.lines.enumerated().map { place, line in
      "<li><span class=\"swatch \(Self.colour(place, line))\"></span>\(HTMLText.escaped(line.name))</li>"
    }
    // The baseline lies below the others.
    let plot = Plot(
      across: "recall", down: "precision", lines: lines.reversed(), points: [],
      title: "Precision against recall")
    return """
      <section><h2>Precision and recall</h2>\(plot.svg)<ul class="legend">\(legend.joined())</ul></section>

      """
  }

  private var reliability: String {
    guard let line = report.main, let calibration = line.result.calibration else { return "" }
    let most = calibration.hitsReliability.map(\.pairs).max() ?? 1
    let points = calibration.hitsReliability.map { bin in
      // Areas tell the numbers of pairs.
      PlotPoint(
        x: bin.predicted, y: bin.observed,
        radius: 3 + 6 * (Double(bin.pairs) / Double(max(1, most))).squareRoot(),
        title: "\(bin.pairs) pairs: predicted \(FigureText.share(bin.predicted)), observed "
          + FigureText.share(bin.observed))
    }
    let all = PlotLine(points: calibration.reliability.map { ($0.predicted, $0.observed) }, style: "c0 thin")
    let plot = Plot(
      across: "predicted chance of the same label", down: "observed share",
      lines: [PlotLine(points: [(0, 0), (1, 1)], style: "ideal"), all], points: points,
      title: "Reliability of the calibration")
    return """
      <section><h2>What a similarity means <small>\(HTMLText.escaped(line.name))</small></h2>\(plot.svg)
      <p class="note">Each dot gathers first \(report.k) results with about the same predicted chance to share the \
      query's label; a larger one stands for more of them. On the dashed line the chance is right. The thin line is \
      of all \(calibration.calibration.pairs) pairs. Mean error of the chance: \
      \(FigureText.share(calibration.hitsExpectedCalibrationError)) over results, \
      \(FigureText.share(calibration.expectedCalibrationError)) over all pairs; judged on queries that the calibration \
      was not made from.</p></section>

      """
  }

  // MARK: Confusion

  private var confusion: String {
    guard let line = report.main, line.result.confusion.count <= Self.mostClassesInMatrix else { return "" }
    let names = report.classes.map { HTMLText.escaped($0.name) }
    let head = names.map { "<th scope=\"col\"><span>\($0)</span></th>" }.joined()
    let rows = zip(names, line.result.confusion).enumerated().map { place, row in
      let total = row.1.reduce(0, +)
      let cells = row.1.enumerated().map { other, count in
        let share = total == 0 ? 0 : Double(count) / Double(total)
        let strength = DecimalText.fixed(share.squareRoot(), places: 2)
        let kind = place == other ? "right" : "wrong"
        let text = count == 0 ? "" : "\(count)"
        return
          "<td class=\"\(kind)\(share > 0.4 ? " strong" : "")\" style=\"--share:\(strength)\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(row.0)</th>\(cells.joined())</tr>"
    }
    return """
      <section><h2>Class of the first result <small>\(HTMLText.escaped(line.name))</small></h2>
      <div class="scroll"><table class="confusion"><thead><tr><td></td>\(head)</tr></thead><tbody>\
      \(rows.joined(separator: "\n"))</tbody></table></div>
      <p class="note">A row holds the queries of a class, a column the class of their first result. Where a row is \
      red, the class is taken for another.</p></section>

      """
  }

  // MARK: Queries

  private var gallery: String {
    get throws {
      guard let line = report.main else { return "" }
      let gallery = QueryGallery(report: report, result: line.result, thumbnail: thumbnail)
      return """
        <section><h2>The worst queries <small>\(HTMLText.escaped(line.name))</small></h2>\
        \(try gallery.rows(gallery.worst))</section>
        <section><h2>The best queries <small>\(HTMLText.escaped(line.name))</small></h2>\
        \(try gallery.rows(gallery.best))</section>

        """
    }
  }
}
