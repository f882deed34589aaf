import Lithoscope

/// What `import --json` prints.
struct ImportOutput: Encodable {
  let descriptor: String
  let dimension: Int
  let own: Bool
  let rows: Int
  let imported: Int
  let unchanged: Int
  let missing: Int
  let left: Int
  let unusable: [FailedFile]
  let seconds: Double
  let stopped: Bool

  init(_ report: ImportReport) {
    descriptor = report.descriptor
    dimension = report.dimension
    own = report.areOwn
    rows = report.rows
    imported = report.images
    unchanged = report.unchanged
    missing = report.missing
    left = report.left
    unusable = report.unusable
    seconds = report.seconds
    stopped = report.wasStopped
  }
}
