import Imaging

/// How a training went, epoch by epoch: as a picture and as a table.
public struct LearningCurves: Sendable, Equatable {
  /// The heading of the picture.
  public let title: String
  /// The figure by which epochs are compared.
  public let metric: String
  /// The epochs in the order in which they were trained.
  public let records: [EpochRecord]

  /// The course of a training.
  ///
  /// - Parameter metric: The figure of ``EpochRecord/metrics`` by which the best epoch is found.
  public init(_ records: [EpochRecord], metric: String = "accuracy", title: String = "Learning curves") {
    self.records = records
    self.metric = metric
    self.title = title
  }

  /// The epoch with the greatest figure, of equal ones that with the least validation loss, of equal ones the
  /// first; where the figure is not known, the epoch with the least validation loss. Nil where neither is known.
  public var best: EpochRecord? {
    func figure(_ record: EpochRecord) -> Double {
      let figure = record.metrics[metric] ?? -.infinity
      return figure.isFinite ? figure : -.infinity
    }
    func loss(_ record: EpochRecord) -> Float {
      let loss = record.validationLoss ?? .infinity
      return loss.isFinite ? loss : .infinity
    }
    let known = records.filter { figure($0).isFinite || loss($0).isFinite }
    return known.min { (-figure($0), loss($0), $0.epoch) < (-figure($1), loss($1), $1.epoch) }
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
