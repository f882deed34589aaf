import Imaging

/// How a training went, epoch by epoch: as a picture and as a table.
public struct LearningCurves: Sendable, Equatable {
  /// The heading of the picture.
  public let title: String
  /// The figure that matters most.
  public let metric: String
  /// The epoch whose parameters were taken; nil where none is known.
  public let best: EpochRecord?
  /// The epochs in the order in which they were trained.
  public let records: [EpochRecord]

  /// The course of a training.
  ///
  /// - Parameters:
  ///   - best: The epoch whose parameters were taken, which is marked.
  ///   - metric: The figure of ``EpochRecord/metrics`` that is shown first.
  public init(
    _ records: [EpochRecord], best: EpochRecord? = nil, metric: String = "accuracy",
    title: String = "Learning curves"
  ) {
    self.records = records
    self.best = best
    self.metric = metric
    self.title = title
  }

  /// The names of all figures, that which decides first, the others in order.
  var metricNames: [String] {
    let names = Set(records.flatMap(\.metrics.keys))
    return (names.contains(metric) ? [metric] : []) + names.subtracting([metric]).sorted()
  }

  /// The epochs as comma-separated values (RFC 4180), with headings: `epoch`, `learning_rate`, `training_loss`,
  /// `validation_loss`, `validation_<figure>` for each figure, `seconds`. What is not known is empty.
  public var csv: String {
    let names = metricNames
    let headings =
      ["epoch", "learning_rate", "training_loss", "validation_loss"] + names.map { "validation_\($0)" }
      + ["seconds"]
    let rows = records.map { record in
      [
        "\(record.epoch)", "\(record.rate)", "\(record.trainingLoss)",
        record.validationLoss.map { "\($0)" } ?? "",
      ]
        + names.map { name in record.metrics[name].map { "\($0)" } ?? "" }
        + [DecimalText.fixed(record.seconds, places: 3)]
    }
    return ([headings] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    // By scalars, for a carriage return and a line feed make one character.
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Writes the table.
  ///
  /// - Throws: ``PixelBufferError/cannotWrite(path:reason:)``.
  public func writeTable(to path: String) throws { try WholeFile.write(Array(csv.utf8), to: path) }

  /// Draws the curves: losses above, figures of the validation set below, the best epoch marked.
  public func picture() -> PixelBuffer { LearningCurvesPicture(self).render() }

  /// Draws the curves into a file (.png, .jpg or .webp).
  ///
  /// - Throws: ``PixelBufferError``.
  public func writePicture(to path: String) throws { try picture().write(to: path) }
}
