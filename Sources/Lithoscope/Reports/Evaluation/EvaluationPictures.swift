import Imaging

/// An evaluation's report as a web page.
public struct EvaluationPictures {
  private let report: EvaluationReport

  /// Longest side of a thumbnail, in pixels: a query's on a screen of double density.
  private static let thumbnailSide = 224

  /// The pictures of a report.
  public init(_ report: EvaluationReport) { self.report = report }

  /// Writes the report as one self-contained web page.
  ///
  /// - Throws: the encoder's error, or that of a file that cannot be written.
  public func writePage(to path: String) throws {
    let page = EvaluationPage(report: report) { item in
      // A file that went away since it was indexed leaves an empty frame.
      try? ImageDecoder().decode(
        path: "\(report.folder)/\(report.images[item].path)", fitting: Self.thumbnailSide
      ).pixels
    }
    try WholeFile.write(Array(try page.html().utf8), to: path)
  }
}
