import Evaluation
import Lithoscope

/// The result of a training as people read it.
struct TrainingText {
  private let report: TrainingReport

  init(_ report: TrainingReport) { self.report = report }

  /// Prints it; what was left out goes to standard error.
  func print() {
    for failure in report.failed {
      Terminal.complain("\(Terminal.printable(failure.path)): \(failure.reason)")
    }
    for remark in report.remarks { Terminal.complain(Terminal.printable(remark)) }
    if let confusion = report.confusion {
      Terminal.print("On the images kept for validation:")
      for line in confusion.lines() { Terminal.print(Terminal.printable(line)) }
    }
    if let heldOut = report.heldOut { printTest(heldOut) }
    Terminal.print(
      "\(Terminal.printable(report.path)): \(report.dimension) numbers, trained on \(report.trainingImages) images and "
        + "validated on \(report.validationImages), \(best)\(Seconds.text(report.trainingSeconds)) of training, "
        + "\(Seconds.text(report.seconds)) in all.")
    for file in report.files { Terminal.print(Terminal.printable(file)) }
  }

  private var best: String {
    guard let best = report.best else { return "" }
    return "epoch \(best.epoch) of \(report.history.count) taken, "
  }

  private func printTest(_ test: HeldOutReport) {
    for remark in test.remarks { Terminal.complain(Terminal.printable(remark)) }
    Terminal.print(
      "Held out: \(test.images) images of \(Terminal.printable(test.folder)), looked for among \(test.database)."
    )
    if let confusion = test.confusion, let loss = test.crossEntropy {
      for line in confusion.lines() { Terminal.print(Terminal.printable(line)) }
      Terminal.print(
        "Accuracy \(Self.percent(confusion.accuracy ?? 0)); cross-entropy of the calibrated probabilities "
          + "\(EpochText.four(loss)).")
    }
    var table = TextTable([
      ("descriptor", .left), ("P@1", .left), ("P@\(test.k)", .left), ("mAP", .left), ("kNN", .left),
    ])
    for line in test.lines {
      let figures = line.figures
      table.append(
        [line.isBaseline ? "\(line.name) (baseline)" : line.name]
          + [figures.precisionAt1, figures.precisionAtK, figures.meanAveragePrecision, figures.knnAccuracy]
          .map(Self.figure))
    }
    for line in table.lines { Terminal.print(line) }
    if test.shared > 0 {
      Terminal.print(
        "\(test.shared) of the held-out images are also among those trained on, byte by byte: that flatters.")
    }
    Terminal.print(
      "Images of one scene or sample on both sides flatter as well; hold whole samples out where there are some."
    )
  }

  private static func figure(_ interval: Interval) -> String {
    "\(EpochText.four(interval.value)) [\(EpochText.four(interval.low)) \(EpochText.four(interval.high))]"
  }

  private static func percent(_ share: Double) -> String {
    DecimalText.fixed(share * 100, places: 2) + " %"
  }
}
