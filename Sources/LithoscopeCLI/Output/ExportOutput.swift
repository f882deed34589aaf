import Lithoscope

/// What `export --json` prints.
struct ExportOutput: Encodable {
  struct Files: Encodable {
    let vectors: String
    @Nullable var table: String?
    let descriptor: String
  }

  let descriptor: String
  let dimension: Int
  let images: Int
  let lacking: Int
  let compared: Bool
  let files: Files

  init(_ report: ExportReport) {
    descriptor = report.descriptor
    dimension = report.dimension
    images = report.images
    lacking = report.lacking
    compared = report.compared
    files = Files(vectors: report.vectors, table: report.table, descriptor: report.origin)
  }
}
