import Imaging

/// An evaluation's report as a web page.
public struct EvaluationPictures {
  private let report: EvaluationReport

  /// The pictures of a report.
  public init(_ report: EvaluationReport) { self.report = report }

  /// Writes the report as one self-contained web page.
  ///
  /// - Throws: the encoder's error, or that of a file that cannot be written.
  public func writePage(to path: String) throws {
    try WholeFile.write(Array(try EvaluationPage(report: report).html().utf8), to: path)
  }
}
