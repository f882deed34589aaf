import Lithoscope

/// What `duplicates --json` prints.
struct DuplicatesOutput: Encodable {
  struct Near: Encodable {
    let paths: [String]
    let similarity: Double
  }

  let folder: String
  let images: Int
  let threshold: Double
  let exact: [[String]]
  let near: [Near]
  let complete: Bool
  let seconds: Double

  init(_ report: DuplicateReport) {
    folder = report.folder
    images = report.images
    threshold = (Double(report.threshold) * 10_000).rounded() / 10_000
    exact = report.exact
    near = report.near.map { Near(paths: $0.paths, similarity: $0.roundedSimilarity) }
    complete = report.isComplete
    seconds = report.seconds
  }
}
